import { replace, within } from '../edit.ts'
import type { Harmless } from '../mutation.ts'

const file = 'secure-private-api.yaml'
const swap = (old: string, now: string) => within('Api', replace(old, now))

const ALLOW = `          - Sid: AllowInvoke
            Effect: Allow
            Principal: !If
              - SignedCallers
              - AWS: !Sub arn:\${AWS::Partition}:iam::\${AWS::AccountId}:root
              - "*"
            Action: execute-api:Invoke
            Resource: execute-api:/miztiik/GET/secure/greeter
`
const DENY = `          - Sid: DenyOtherEndpoints
            Effect: Deny
            Principal: "*"
            Action: execute-api:Invoke
            Resource: execute-api:/*
            Condition:
              StringNotEquals:
                aws:SourceVpce: !Ref VpcEndpointId
`
const allow = (old: string, now: string) => swap(ALLOW, replace(old, now)(ALLOW).text)
const deny = (old: string, now: string) => swap(DENY, replace(old, now)(DENY).text)

/** The same policies in other words. */
export const harmlessPolicy: readonly Harmless[] = [
  { id: 'the policy denies first and allows then', file, edit: swap(ALLOW + DENY, DENY + ALLOW) },
  { id: 'a Sid has another name', file, edit: swap('DenyOtherEndpoints', 'DenyStrangers') },
  { id: 'a statement has no Sid', file, edit: allow('- Sid: AllowInvoke\n            Effect', '- Effect') },
  { id: 'a comment stands in the policy', file, edit: swap(DENY, `          # nobody else\n${DENY}`) },
  {
    id: 'the action stands in a list',
    file,
    edit: allow('Action: execute-api:Invoke', 'Action: [execute-api:Invoke]'),
  },
  {
    id: 'the action is in other letters',
    file,
    edit: allow('execute-api:Invoke', 'Execute-API:invoke'),
    because: 'actions have no case',
  },
  {
    id: 'the condition key is in other letters',
    file,
    edit: swap('aws:SourceVpce', 'AWS:sourceVPCE'),
    because: 'condition keys have no case',
  },
  {
    id: 'everybody is a map',
    file,
    edit: deny('Principal: "*"', 'Principal: { AWS: "*" }'),
    because: 'semantics 3.3: equal for anonymous callers too',
  },
  {
    id: 'the endpoint stands in a list',
    file,
    edit: swap('aws:SourceVpce: !Ref VpcEndpointId', 'aws:SourceVpce: [!Ref VpcEndpointId]'),
  },
  {
    id: 'the Deny says IfExists',
    file,
    edit: deny('StringNotEquals', 'StringNotEqualsIfExists'),
    because: 'a negated operator matches a missing key anyway',
  },
  {
    id: 'the Deny compares without case',
    file,
    edit: deny('StringNotEquals', 'StringNotEqualsIgnoreCase'),
    because: 'ids have small letters only',
  },
  {
    id: 'the Deny compares with a pattern that has no star',
    file,
    edit: deny('StringNotEquals', 'StringNotLike'),
    because: "the parameter's pattern admits no star",
  },
  {
    id: 'the Deny of other networks says IfExists',
    file,
    edit: swap('NotIpAddress:', 'NotIpAddressIfExists:'),
    because: 'a negated operator matches a missing key anyway',
  },
  {
    id: 'the same Deny stands there twice',
    file,
    edit: swap(DENY, DENY + replace('DenyOtherEndpoints', 'DenyOnceMore')(DENY).text),
  },
  {
    id: 'another Deny is for what the first denies already',
    file,
    edit: swap(
      DENY,
      `${DENY}          - Effect: Deny
            Principal: "*"
            Action: execute-api:*
            Resource: execute-api:/miztiik/*
            Condition:
              StringNotEquals:
                aws:SourceVpce: !Ref VpcEndpointId
`,
    ),
  },
  {
    id: 'the Allow says what the Deny implies',
    file,
    edit: swap(
      ALLOW,
      `${ALLOW}            Condition:
              StringEquals:
                aws:SourceVpce: !Ref VpcEndpointId
`,
    ),
  },
  {
    id: 'an address is listed that the VPC has already',
    file,
    edit: swap('- !Ref VpcCidr\n', '- !Ref VpcCidr\n                  - !Ref VpcCidr\n'),
  },
  {
    id: 'a statement is written as JSON',
    file,
    edit: swap(
      DENY,
      '          - {"Sid": "DenyOtherEndpoints", "Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*", "Condition": {"StringNotEquals": {"aws:SourceVpce": {"Ref": "VpcEndpointId"}}}}\n',
    ),
  },
  {
    id: 'the policy says its version in other quotes',
    file,
    edit: swap('Version: "2012-10-17"', "Version: '2012-10-17'"),
  },
]
