import type { AssumptionId } from './theorems/theorem.ts'

/** Something that is taken for granted, with where that is written down. */
export interface Assumption {
  readonly sentence: string
  /** Sections of private-api-semantics, A-numbers of proof-design section 5, U-numbers of semantics section 12. */
  readonly sources: readonly string[]
}

/** What theorems rest on; a new assumption without its sentence does not compile. */
export const assumptions: Readonly<Record<AssumptionId, Assumption>> = {
  'iam-semantics': {
    sentence:
      'IAM decides as its documentation says: an explicit Deny wins, else some Allow must match, and a key that is absent fails positive and passes negated operators. Corners that it leaves open are answered UNKNOWN. No account was asked.',
    sources: ['semantics 3.2, 4.2, 4.3', 'A1', 'U13', 'U14'],
  },
  'authorization-tables': {
    sentence:
      'API Gateway joins resource policy, method authorization and identity policy by the tables of its documentation; where its pages disagree, the reading that admits more is taken.',
    sources: ['semantics 3.3', 'A2', 'U6', 'U7'],
  },
  'context-keys': {
    sentence:
      'An endpoint stamps aws:SourceVpce, aws:SourceVpc (the VPC of the endpoint, not of the caller) and aws:VpcSourceIp; nobody can forge them, and they are absent on the internet. What sources leave open, such as aws:SourceIp behind an endpoint, may have any value.',
    sources: ['semantics 4.1', 'A3', 'U2', 'U12'],
  },
  'ways-in': {
    sentence:
      "A request comes by an endpoint of ours, by somebody else's endpoint in the region, or from the internet: there is no custom domain name, endpoint shared by others or AWS service in between. That the public front end refuses private APIs is not assumed.",
    sources: ['semantics 0, 1, 2.2', 'A4', 'U1'],
  },
  'open-world': {
    sentence:
      'Nothing outside the templates changes what they make: no other stack, no manual edit, no added rule or route, nobody with the right to modify them. Finding such drift is not the task of this proof.',
    sources: ['A5'],
  },
  'fresh-ids': {
    sentence:
      'AWS gives what the templates make new ids, equal to no text in a template and to no other id. A later update that writes such an id out breaks this.',
    sources: ['A9'],
  },
  'ipv4-only': {
    sentence: 'The network carries IPv4 only, so that rules about IPv6 let nobody in.',
    sources: ['semantics 6', 'A11'],
  },
  'stateful-filters': {
    sentence:
      'Security groups let answers pass by themselves; network ACLs do not, and clients use ports 1024 to 65535. An endpoint may have any address of its subnets, and an insider may be in any security group.',
    sources: ['semantics 6', 'A12', 'A13', 'A14'],
  },
  'private-dns': {
    sentence:
      "Whether the API's name leads to the endpoint depends on the endpoint's private DNS and the VPC's two DNS attributes alone: no DHCP options, resolver rules or private hosted zones of others interfere.",
    sources: ['semantics 1.3, 6', 'A12'],
  },
  'deployment-is-current': {
    sentence:
      'The stage serves the policy and methods that the templates hold: API Gateway serves a snapshot, which a change made by hand, or one that creates no deployment, leaves behind.',
    sources: ['semantics 3.5, 9.3', 'A7'],
  },
  'custom-resources': {
    sentence:
      'Custom resources do what the templates name them for and nothing else: the one that redeploys the API returns the deployment that the stage serves.',
    sources: ['semantics 3.5', 'A6', 'A7'],
  },
  'corporate-link': {
    sentence:
      'The corporate network reaches the VPC by a link that no template here makes (Direct Connect, VPN), with its own addresses, and its DNS forwards the names of execute-api to the inbound resolver.',
    sources: ['semantics 6', 'A17', 'U18'],
  },
  'endpoint-you-have': {
    sentence:
      'An endpoint that a parameter names is an execute-api endpoint of yours in this region; its policy, security groups and subnets are in no template, so nothing is said about them.',
    sources: ['semantics 2.1', 'A5'],
  },
  'identity-policies': {
    sentence:
      "Callers' own identity policies are in no template. For safety they may allow anything; that a signed caller is accepted rests on the resource policy alone and needs that they do not deny.",
    sources: ['semantics 3.3, 3.4', 'A15'],
  },
}

/** What every theorem rests on. */
export const always: Readonly<
  Record<'partition' | 'authorised' | 'request-paths' | 'trusted-code', Assumption>
> = {
  partition: {
    sentence: 'The templates are deployed in the partition aws: not in China, not in GovCloud.',
    sources: ['semantics 3.7'],
  },
  authorised: {
    sentence:
      'Accepted means authorised, not answered with 200: TLS, throttling, WAF, usage plans and errors of the integration are not modelled.',
    sources: ['semantics 7, 9', 'A16', 'U3', 'U5'],
  },
  'request-paths': {
    sentence:
      'Policies see the path that the client sent: encoded slashes, dot segments and letter case are not normalised before.',
    sources: ['semantics 3.7', 'A18', 'U11'],
  },
  'trusted-code': {
    sentence:
      'The evaluator of CloudFormation, the reading of policies and the solver are correct. They are tested against independent referees, not verified.',
    sources: ['A19'],
  },
}
