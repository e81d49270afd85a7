/** A small template without nested stacks, with parameters of each kind. */
export const FLAT = `
Parameters:
  Days: {Type: Number, Default: 7, MinValue: 1, MaxValue: 30}
  Kind: {Type: String, Default: a, AllowedValues: [a, b]}
  Name: {Type: String, AllowedPattern: '^[a-z]*$', ConstraintDescription: small letters}
  Secret: {Type: String, NoEcho: true, Default: hidden}
Rules:
  NotBoth:
    Assertions:
      - Assert: !Not [!And [!Equals [!Ref Kind, b], !Equals [!Ref Name, b]]]
        AssertDescription: Kind and Name are not both b
Resources:
  Logs: {Type: 'AWS::Logs::LogGroup', Properties: {RetentionInDays: !Ref Days}}
  Vpc: {Type: 'AWS::EC2::VPC', Properties: {CidrBlock: 10.0.0.0/16}}
  Subnet: {Type: 'AWS::EC2::Subnet', Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24}}
Outputs:
  Group: {Value: !Ref Logs}
`
/** The same as input of a change set. */
export const flat = (values: Readonly<Record<string, string>> = {}, body = FLAT) => ({
  TemplateBody: body,
  Parameters: Object.entries({ Name: 'x', ...values }).map(([ParameterKey, ParameterValue]) => ({
    ParameterKey,
    ParameterValue,
  })),
  IncludeNestedStacks: false,
})
