import type { Hint } from './hint.ts'

/** API Gateway, its logs and the functions behind it. */
export const API: readonly Hint[] = [
  {
    says: "Private REST API doesn't have a resource policy attached to it",
    wording: 'documented',
    why: 'API Gateway deploys no private API without a resource policy.',
    cure: 'Give the RestApi a Policy in the template: one that is attached later comes too late for the Deployment.',
  },
  {
    says: 'CloudWatch Logs role ARN must be set in account settings to enable logging',
    wording: 'published',
    why: 'This account and region have no role by which API Gateway writes logs, and the stage wants to log.',
    cure: 'Deploy with ApiGatewayLogRole=create, which makes the role and sets it before the stage.',
  },
  {
    says: 'The role ARN does not have required permissions configured',
    type: 'AWS::ApiGateway::Account',
    wording: 'published',
    why: 'API Gateway tried the log role before IAM had made it known everywhere.',
    cure: 'Deploy again: the role is there by now.',
  },
  {
    says: "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value",
    wording: 'published',
    why: 'A function reserves more concurrency than the quota of this account leaves.',
    cure: 'Reserve less (our templates reserve nothing), or ask for a larger quota "Concurrent executions" of Lambda; npm run doctor shows it.',
  },
  {
    says: 'The provided execution role does not have permissions to call CreateNetworkInterface on EC2',
    wording: 'published',
    why: 'Lambda asked for network interfaces before IAM had made the role known everywhere, or a boundary of the account takes the right away.',
    cure: 'Deploy again; if it stays so, look at permission boundaries and service control policies for ec2:CreateNetworkInterface.',
  },
  {
    says: "Resource of type 'AWS::Logs::LogGroup' with identifier … already exists",
    wording: 'published',
    why: 'A log group of that name is there: an earlier stack left it, or a late write made it anew.',
    cure: 'Delete it if nobody needs its events, or import it into the stack, then deploy again.',
  },
  {
    says: 'The specified KMS key does not exist or is not allowed to be used with',
    wording: 'published',
    why: 'The key of LogKmsKeyArn is gone, is in another region, or its key policy does not admit CloudWatch Logs.',
    cure: 'Let the key policy allow logs.REGION.amazonaws.com to encrypt and decrypt for log groups of this account, or leave LogKmsKeyArn empty.',
  },
  {
    says: 'Too Many Requests',
    wording: 'assumed',
    why: 'API Gateway takes few changes: an account may make one deployment in 5 s, set its log role once in 20 s and delete one API in 30 s.',
    cure: 'Wait a minute and run the same command again.',
  },
]
