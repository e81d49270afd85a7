import type { Case, Tool } from './model.ts'

/** Where whoever deploys with the AWS CLI has uploaded the nested templates beforehand. */
const BUCKET = 'bench-templates'
const PREFIX = 'bench/'

const STACK = 'bench'
/** What the update changes: it reaches two of the nested stacks. */
const CHANGE = 'ThrottlingRateLimit=20'

const parametersOf: Readonly<Record<Case, readonly string[]>> = {
  create: [],
  update: [CHANGE],
  'no change': [CHANGE],
}

/** What is typed for each case. */
export const COMMANDS: Readonly<Record<Tool, (what: Case) => readonly string[]>> = {
  deploy: (what) => {
    const given = parametersOf[what]
    const parameters = given.length > 0 ? ['--parameters', ...given] : []
    return ['node', 'scripts/run.mjs', 'deploy', '--yes', '--stack', STACK, ...parameters]
  },
  'aws cloudformation deploy': (what) => [
    ...['.venv/bin/aws', 'cloudformation', 'deploy', '--stack-name', STACK],
    ...['--template-file', 'dist/main.yaml', '--capabilities', 'CAPABILITY_IAM'],
    ...['--parameter-overrides', `TemplateBucketName=${BUCKET}`, `TemplateKeyPrefix=${PREFIX}`],
    ...parametersOf[what],
  ],
}

/** What the AWS CLI's user does first, which is not counted. */
export const UPLOAD: readonly (readonly string[])[] = [
  ['.venv/bin/aws', 's3', 'mb', `s3://${BUCKET}`],
  ['.venv/bin/aws', 's3', 'sync', 'dist', `s3://${BUCKET}/${PREFIX}`],
]
