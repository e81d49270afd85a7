import { insert } from '../edit.ts'
import type { Harmful } from '../mutation.ts'
import { ALLOW, inApi, inside } from './policy-statements.ts'

const file = 'secure-private-api.yaml'

/** The Allow and its neighbours admit more, or others than they should. */
export const allows: readonly Harmful[] = [
  {
    id: 'the Allow covers every route',
    file,
    edit: inside(ALLOW, '/miztiik/GET/secure/greeter', '/*'),
    expect: ['only-declared-routes'],
  },
  {
    id: 'the Allow covers every method',
    file,
    edit: inside(ALLOW, '/GET/', '/*/'),
    expect: ['only-declared-routes'],
  },
  {
    id: 'the Allow covers every path',
    file,
    edit: inside(ALLOW, '/secure/greeter', '/*'),
    expect: ['only-declared-routes'],
  },
  {
    id: 'the Allow covers everything',
    file,
    edit: inside(ALLOW, 'execute-api:/miztiik/GET/secure/greeter', '"*"'),
    expect: ['only-declared-routes'],
  },
  {
    id: 'the Allow is for another stage',
    file,
    edit: inside(ALLOW, '/miztiik/', '/prod/'),
    expect: ['consumer-is-accepted'],
  },
  {
    id: 'the Allow is for another path',
    file,
    edit: inside(ALLOW, '/secure/greeter', '/secure/greeting'),
    expect: ['consumer-is-accepted'],
  },
  {
    id: 'the Allow is for another method',
    file,
    edit: inside(ALLOW, '/GET/', '/POST/'),
    expect: ['consumer-is-accepted'],
  },
  {
    id: 'the Allow is for another action',
    file,
    edit: inside(ALLOW, 'execute-api:Invoke', 'execute-api:ManageConnections'),
    expect: ['consumer-is-accepted'],
  },
  {
    id: 'the Allow admits every principal with AWS_IAM too',
    file,
    edit: inside(ALLOW, '- AWS: !Sub arn:${AWS::Partition}:iam::${AWS::AccountId}:root', '- "*"'),
    expect: ['only-signed-principals'],
  },
  {
    id: 'the Allow admits another account with AWS_IAM',
    file,
    edit: inside(ALLOW, '${AWS::AccountId}', '111122223333'),
    expect: ['only-signed-principals'],
  },
  {
    id: 'the Allow has the principals of NONE and AWS_IAM swapped',
    file,
    edit: inside(
      ALLOW,
      `              - AWS: !Sub arn:\${AWS::Partition}:iam::\${AWS::AccountId}:root
              - "*"
`,
      `              - "*"
              - AWS: !Sub arn:\${AWS::Partition}:iam::\${AWS::AccountId}:root
`,
    ),
    expect: ['consumer-is-accepted', 'only-signed-principals'],
  },
  {
    id: 'the Allow asks for a VPC of somebody else',
    file,
    edit: inside(
      ALLOW,
      'secure/greeter\n',
      `secure/greeter
            Condition:
              StringEquals:
                aws:SourceVpc: vpc-0123456789abcdef0
`,
    ),
    expect: ['consumer-is-accepted'],
  },
  {
    id: 'a second Allow is for everyone and everything',
    file,
    edit: inApi(
      insert(
        ALLOW,
        `          - Effect: Allow
            Principal: "*"
            Action: "*"
            Resource: execute-api:/*
`,
      ),
    ),
    expect: ['only-declared-routes', 'only-signed-principals'],
  },
  {
    id: 'a second Allow is for another account',
    file,
    edit: inApi(
      insert(
        ALLOW,
        `          - Effect: Allow
            Principal:
              AWS: "111122223333"
            Action: execute-api:Invoke
            Resource: execute-api:/miztiik/GET/secure/greeter
`,
      ),
    ),
    expect: ['only-signed-principals'],
  },
  {
    id: "the Allow writes the API's id as a star, which spans slashes",
    file,
    edit: inside(
      ALLOW,
      'Resource: execute-api:/',
      'Resource: !Sub arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:*/',
    ),
    expect: ['only-declared-routes'],
  },
]
