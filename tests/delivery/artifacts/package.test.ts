import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packaged } from '../../../scripts/delivery/artifacts/package.ts'
import { openStacks } from '../../../scripts/template/stacks.ts'

const folder = mkdtempSync(join(tmpdir(), 'package-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const CHILD = 'Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n'
const child = join(folder, 'child.yaml')
writeFileSync(child, CHILD)

const pack = (main: string, text = CHILD) => {
  const file = join(folder, 'main.yaml')
  writeFileSync(file, main)
  writeFileSync(child, text)
  const [root] = openStacks([file]).roots
  if (!root) throw new Error('no root')
  return packaged(
    root,
    (key) => `https://bucket/${key}`,
    (name) => readFileSync(name, 'utf8'),
  )
}
const nest = (url: string) =>
  `Resources:\n  Child: # kept\n    Type: AWS::CloudFormation::Stack\n    Properties:\n${url}      Parameters: {}\n`

describe('the URL of a nested template is replaced, and nothing else', () => {
  const written: Readonly<Record<string, string>> = {
    'as a text': '      TemplateURL: child.yaml\n',
    'with !Sub': '      TemplateURL: !Sub https://${Bucket}.s3.amazonaws.com/${Prefix}child.yaml # here\n',
    'as a map': '      TemplateURL:\n        Fn::Sub: https://${AWS::Region}/child.yaml\n',
    'as a list over lines':
      '      TemplateURL: !Join\n        - /\n        - - https://b\n          - child.yaml\n',
  }
  test.each(Object.entries(written))('%s', (_name, url) => {
    const { body, artifacts } = pack(nest(url))
    const [artifact] = artifacts
    expect(artifact).toMatchObject({ body: CHILD, file: child })
    const comment = url.includes('# here') ? ' # here' : ''
    expect(body).toBe(nest(`      TemplateURL: "https://bucket/${artifact?.key}"${comment}\n`))
  })
})

test('in JSON as well', () => {
  const json =
    '{"Resources":{"Child":{"Type":"AWS::CloudFormation::Stack","Properties":{"TemplateURL":{"Fn::Sub":"child.yaml"}}}}}'
  const { body, artifacts } = pack(json)
  expect(JSON.parse(body).Resources.Child.Properties.TemplateURL).toBe(`https://bucket/${artifacts[0]?.key}`)
})

test('a key follows the content, and a template that is nested twice is there once', () => {
  const twice = `${nest('      TemplateURL: child.yaml\n')}  Twin:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: child.yaml\n`
  const keys = (text?: string) => pack(twice, text).artifacts.map(({ key }) => key)
  expect(keys()).toHaveLength(1)
  expect(keys()).toEqual(keys())
  expect(keys(`${CHILD}# other\n`)).not.toEqual(keys())
})

test('dist/ is packaged: four nested templates, none of them changed', () => {
  const [root] = openStacks(['dist/main.yaml']).roots
  if (!root) throw new Error('no root')
  const { body, artifacts } = packaged(
    root,
    (key) => key,
    (name) => readFileSync(name, 'utf8'),
  )
  expect(artifacts.map(({ file }) => file).toSorted()).toEqual([
    'dist/api-consumer.yaml',
    'dist/secure-private-api-vpc.yaml',
    'dist/secure-private-api.yaml',
    'dist/unsecure-public-api.yaml',
  ])
  for (const { body: text, file, key } of artifacts) {
    expect(text).toBe(readFileSync(file, 'utf8'))
    expect(body).toContain(`TemplateURL: "${key}"\n`)
  }
  expect(body.match(/TemplateURL: !Sub/g)).toBeNull()
})
