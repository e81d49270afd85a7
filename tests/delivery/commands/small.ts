import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A root that nests one template, with little in each: for tests that deploy often. */
const ROOT = `Parameters:
  Size: { Type: Number, Default: 1 }
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties: { DelaySeconds: !Ref Size }
  Inner:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: inner.yaml
      Parameters: { Size: !Ref Size }
Outputs:
  QueueUrl: { Value: !Ref Queue, Description: Where messages go }
`
const INNER = `Parameters:
  Size: { Type: Number }
Resources:
  Topic: { Type: AWS::SNS::Topic, Properties: { DisplayName: !Sub 'size \${Size}' } }
  Group: { Type: AWS::Logs::LogGroup, DependsOn: Topic }
  Other: { Type: AWS::Logs::LogGroup, DependsOn: Topic }
`

/** The two templates in a folder of their own, edited where a test says so; removed when the test file is done. */
export function small(
  edit: { readonly root?: (text: string) => string; readonly inner?: (text: string) => string } = {},
) {
  const folder = mkdtempSync(join(tmpdir(), 'small-'))
  made.push(folder)
  writeFileSync(join(folder, 'root.yaml'), edit.root ? edit.root(ROOT) : ROOT)
  writeFileSync(join(folder, 'inner.yaml'), edit.inner ? edit.inner(INNER) : INNER)
  return join(folder, 'root.yaml')
}

const made: string[] = []
afterAll(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true })
})
