/** What a test decides about the service: how long things take, what fails, how events arrive. */
export interface Script {
  /**
   * `realistic` unless told otherwise; with `instant` nothing takes time but what `took` names, and with
   * `instant-resources` only what is no resource's: change sets, the beginning, nested stacks that are noticed.
   */
  pace?: 'realistic' | 'instant-resources' | 'instant'
  /** Milliseconds, by address (`SecurePrivateApi/Api`) or type, for an action or for all. */
  took?: Readonly<Record<string, number | Partial<Record<ResourceAction, number>>>>
  failures?: readonly Failure[]
  events?: EventScript
  /** Attributes that only a running resource knows, by `address.Attribute`: what a custom resource answers. */
  attributes?: Readonly<Record<string, string>>
  /** Logical ids that DescribeChangeSet leaves out when it is asked for property values, with a warning. */
  withoutPropertyValues?: readonly string[]
  /**
   * Whether an update shows a nested stack in which nothing changes as `Modify`, as the service does ("the changeset
   * will always show the nested stacks as needing to be updated", aws-cdk-cli, `canSkipDeploy`).
   */
  unchangedNestedStacks?: 'modify' | 'leave-out'
  /** How many changes DescribeChangeSet gives at once; 100 unless told otherwise. */
  changesOnAPage?: number
  /**
   * Nested stacks, by their address, whose change set is not made for that reason: what other stacks will give them is
   * not known beforehand, and does not fit a parameter's pattern or an Fn::Select (rain#526, coverage-roadmap#759).
   */
  blindNestedStacks?: Readonly<Record<string, string>>
  /** What validation before deployment finds: the change set fails, DescribeEvents tells why. */
  validationErrors?: readonly ValidationError[]
}

export type ResourceAction = 'create' | 'update' | 'delete'

/** A resource that fails. `rollback` is an update or a deletion while a failed update is rolled back. */
export interface Failure {
  /** An address such as `SecurePrivateApi/Api`, or a type. */
  readonly at: string
  readonly on: ResourceAction | 'rollback'
  readonly reason: string
  /** Each time, unless told otherwise. */
  readonly times?: number
  /** Milliseconds after it began; as long as it would have taken unless told otherwise. */
  readonly after?: number
}

export interface EventScript {
  /** Milliseconds after its time that an event can first be read. */
  readonly late?: number | ((event: { readonly logicalId: string; readonly status: string }) => number)
  /** Every nth event is listed twice. */
  readonly twice?: number
  /** Neighbours change places. */
  readonly shuffled?: boolean
}

export interface ValidationError {
  readonly address: string
  readonly reason: string
  /** `/Resources/Api/Properties/Name` */
  readonly path: string
}

/** How long resources take in practice, in milliseconds; assumed, from deployments as they usually go. */
const REALISTIC: Readonly<Record<string, number>> = {
  'AWS::ApiGateway::Account': 4_000,
  'AWS::ApiGateway::Deployment': 2_000,
  'AWS::CloudFormation::CustomResource': 5_000,
  'AWS::EC2::Instance': 30_000,
  'AWS::EC2::InternetGateway': 16_000,
  'AWS::EC2::SecurityGroup': 6_000,
  'AWS::EC2::VPC': 12_000,
  'AWS::EC2::VPCEndpoint': 60_000,
  'AWS::IAM::InstanceProfile': 120_000,
  'AWS::IAM::Role': 17_000,
  'AWS::Lambda::Function': 8_000,
  'AWS::Logs::LogGroup': 2_000,
  'AWS::Route53Resolver::ResolverEndpoint': 90_000,
}

/** Times that do not belong to a resource. */
const STEPS = {
  /** Between the first event of a resource and the one that has its id. */
  initiated: 1_000,
  /** Between the request and the first event. */
  begin: 1_000,
  /** Until a parent notices that a nested stack is done. */
  notice: 2_000,
  changeSet: 3_000,
} as const

export function pause({ pace = 'realistic' }: Script, step: keyof typeof STEPS): number {
  if (pace === 'instant' || (pace === 'instant-resources' && step === 'initiated')) return 0
  return STEPS[step]
}

export function duration(script: Script, address: string, type: string, action: ResourceAction): number {
  const given = script.took?.[address] ?? script.took?.[type]
  const own = typeof given === 'number' ? given : given?.[action]
  return own ?? ((script.pace ?? 'realistic') === 'realistic' ? (REALISTIC[type] ?? 2_000) : 0)
}
