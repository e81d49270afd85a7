import { parse } from 'yaml'
import { fileOf, nestedUrls, withLocalUrls } from '../../scripts/lint/nested.ts'

/** A template with one nested stack whose TemplateURL is written as given. */
const nesting = (url: string, more = '') => `Resources:
  Child:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: ${url}
${more}      Parameters: {A: b}
Outputs: {}
`

describe('the file a TemplateURL means', () => {
  test.each([
    ['a Sub', '!Sub https://${B}.s3.${AWS::Region}.${AWS::URLSuffix}/${P}child.yaml', 'child.yaml'],
    ['a Sub with variables', '!Sub ["https://${B}/x/child.yaml", {B: c}]', 'child.yaml'],
    ['a long Sub', '\n        Fn::Sub: https://${B}/child.yaml', 'child.yaml'],
    ['a Join', '!Join ["", ["https://", !Ref B, /x/child.yaml]]', 'child.yaml'],
    ['a long Join', '{"Fn::Join": ["/", [!Ref B, !Sub "${P}child.yaml"]]}', 'child.yaml'],
    ['a URL with a version', 'https://b.s3.amazonaws.com/child.yaml?versionId=1', 'child.yaml'],
    ['a local path', '../other/child.yaml', '../other/child.yaml'],
    ['a choice', '!If [C, a.yaml, b.yaml]', undefined],
    ['a reference', '!Ref Url', undefined],
    ['a Join that ends in a reference', '!Join ["/", [a, !Ref Url]]', undefined],
  ])('%s', (_, url, file) => {
    const [nested] = nestedUrls(nesting(url), 'main.yaml')
    expect(nested).toMatchObject({ logicalId: 'Child', line: 5, column: 7 })
    expect(fileOf(nested?.url)).toBe(file)
  })
})

test('a resource of another type nests nothing, a stack in a Fn::ForEach does', () => {
  const other = nesting('child.yaml').replace('CloudFormation::Stack', 'SNS::Topic')
  expect(nestedUrls(other, 'main.yaml')).toEqual([])
  const loop = nesting('child.yaml').replace(
    '  Child:',
    "  'Fn::ForEach::Each': [N, [a], {Child: x}]\n  Child:",
  )
  const inLoop =
    'Resources: {"Fn::ForEach::Each": [N, [a], {"S${N}": {Type: "AWS::CloudFormation::Stack", Properties: {TemplateURL: "a.yaml"}}}]}'
  expect(nestedUrls(loop, 'main.yaml')).toHaveLength(1)
  expect(nestedUrls(inLoop, 'main.yaml')).toMatchObject([{ logicalId: 'S${N}', flow: true }])
})

describe('the copy with a local TemplateURL', () => {
  const localized = (source: string) => {
    const nested = nestedUrls(source, 'main.yaml')
    return withLocalUrls(source, new Map(nested.map((one, index) => [one, `${index}.yaml`])))
  }

  test.each([
    ['a Sub', '!Sub https://${B}/child.yaml # where it lies'],
    ['a Sub over three lines', '\n        Fn::Sub:\n          https://${B}/child.yaml'],
    ['a block text', '!Sub |\n        https://${B}/child.yaml'],
    ['a list', '!Sub\n        - https://${B}/child.yaml\n        - B: c'],
  ])('of %s keeps every other line where it was', (_, url) => {
    const source = nesting(url)
    const copy = localized(source)
    const rest = (text: string) => text.split('\n').indexOf('      Parameters: {A: b}')
    expect(rest(copy)).toBe(rest(source))
    expect(parse(copy).Resources.Child.Properties).toEqual({ TemplateURL: '0.yaml', Parameters: { A: 'b' } })
  })

  const bare = nesting('child.yaml').replace(/ +Parameters.*\n/, '')

  test.each([
    ['YAML', bare],
    ['JSON', JSON.stringify(parse(bare), undefined, '\t')],
  ])('of %s gives a stack without parameters empty ones, on the same line', (_, without) => {
    const copy = localized(without)
    expect(copy.split('\n')).toHaveLength(without.split('\n').length)
    const { Properties } = parse(copy, { merge: true }).Resources.Child
    expect(Properties).toEqual({ TemplateURL: '0.yaml', Parameters: {} })
  })

  test('replaces the right one of several', () => {
    const two = nesting('first.yaml').replace(
      'Outputs',
      `${nesting('second.yaml').split('\n').slice(1, 6).join('\n').replace('Child', 'Next')}\nOutputs`,
    )
    const { Child, Next } = parse(localized(two)).Resources
    expect([Child.Properties.TemplateURL, Next.Properties.TemplateURL]).toEqual(['0.yaml', '1.yaml'])
  })
})
