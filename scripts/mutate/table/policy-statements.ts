import { type Edit, replace, within } from '../edit.ts'

/** The statements of the private API's policy, as dist/ has them. */
export const ALLOW = `          - Sid: AllowInvoke
            Effect: Allow
            Principal: !If
              - SignedCallers
              - AWS: !Sub arn:\${AWS::Partition}:iam::\${AWS::AccountId}:root
              - "*"
            Action: execute-api:Invoke
            Resource: execute-api:/miztiik/GET/secure/greeter
`
export const DENY_ENDPOINTS = `          - Sid: DenyOtherEndpoints
            Effect: Deny
            Principal: "*"
            Action: execute-api:Invoke
            Resource: execute-api:/*
            Condition:
              StringNotEquals:
                aws:SourceVpce: !Ref VpcEndpointId
`
export const DENY_NETWORKS = `          - Sid: DenyOtherNetworks
            Effect: Deny
            Principal: "*"
            Action: execute-api:Invoke
            Resource: execute-api:/*
            Condition:
              NotIpAddress:
                aws:VpcSourceIp:
                  - !Ref VpcCidr
                  - !If
                    - Corporate
                    - !Ref CorporateCidr
                    - !Ref AWS::NoValue
`

export const inApi = (edit: Edit): Edit => within('Api', edit)

/** Edits one statement, whose lines other statements have as well. */
export const inside = (statement: string, old: string, now: string): Edit => {
  const edited = replace(old, now)(statement)
  return inApi(replace(statement, edited.text))
}
