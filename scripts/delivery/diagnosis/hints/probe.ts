import type { Hint } from './hint.ts'

const OFF = 'Probe=off deploys without asking'
const ASK = "npm run explain -- --from consumer --request 'GET /secure/greeter'"

/** The probe's own sentences (handlers/verdict.ts, handlers/custom-resource.ts). */
export const PROBE: readonly Hint[] = [
  {
    says: 'the API is public',
    wording: 'ours',
    why: 'Somebody outside the VPC was greeted by the API that should be private.',
    cure: 'Do not deploy around it: npm run prove says which statement or endpoint type lets the internet in.',
  },
  {
    says: 'The caller inside the VPC got no name',
    wording: 'ours',
    why: 'The name of the API does not resolve in the VPC: private DNS of the endpoint is off, or has not settled within the time that the probe waits.',
    cure: 'Look at PrivateDnsEnabled of the endpoint and at enableDnsSupport and enableDnsHostnames of the VPC, then deploy again.',
  },
  {
    says: 'The caller inside the VPC got no answer',
    wording: 'ours',
    why: 'Packets from the subnets to the endpoint, or to DNS, are dropped.',
    cure: `${ASK} names the security group, NACL or route that stops them.`,
  },
  {
    says: 'The caller inside the VPC got 403',
    wording: 'ours',
    why: 'The caller reached API Gateway and a policy refused it: the resource policy, the policy of the endpoint, or that of its own role.',
    cure: `${ASK} names the statement; in another account or with an endpoint you have, compare VpcEndpointId and VpcCidr with what is there.`,
  },
  {
    says: 'The caller inside the VPC got no finding',
    wording: 'ours',
    why: 'The function that calls from inside failed by itself, so nothing is known of the API.',
    cure: 'Its log group (InsideCallerLogs) tells why; an account with a small concurrency quota may have throttled it.',
  },
  {
    says: 'The caller inside the VPC got',
    wording: 'ours',
    why: 'The API answered inside the VPC, though not with the greeting.',
    cure: 'A 5xx is an error of the greeter or a missing permission to invoke it: its log group (GreeterLogs) and the execution log tell which.',
  },
  {
    says: 'The caller outside the VPC got',
    wording: 'ours',
    why: 'The caller outside was neither refused nor left without a name, so nothing is shown about the internet.',
    cure: `Deploy again; if it stays so, read the log group ProbeLogs (${OFF}).`,
  },
  {
    says: 'ran out of time.',
    type: 'AWS::CloudFormation::CustomResource',
    wording: 'ours',
    why: 'A function of this stack (probe or redeploy) did not finish in its time.',
    cure: 'Deploy again; if it stays so, its log group tells what it waited for.',
  },
  {
    says: 'did not receive a response from your Custom Resource',
    type: 'AWS::CloudFormation::CustomResource',
    wording: 'published',
    why: 'The function behind the resource never answered: it crashed, was throttled, or could not reach the internet.',
    cure: `Read its log group (ProbeLogs or RedeployLogs) and the concurrency that npm run doctor shows (${OFF}).`,
  },
]
