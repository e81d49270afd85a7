import { join } from 'node:path'
import { readDeploymentFile } from '../../scripts/template/deployment-file.ts'
import { refusalOf, written } from './written.ts'

const read = (content: string) => readDeploymentFile(join(written({ 'd.yaml': content }), 'd.yaml'))
const plain = (content: string) => {
  const { template, parameters, tags } = read(content)
  return { template, parameters: Object.fromEntries(parameters), tags: Object.fromEntries(tags) }
}
const refusal = (content: string) => refusalOf(() => read(content))
const tagged = (yaml: string) => refusal(`tags:\n${yaml}`)

describe('what a stack is to be made of', () => {
  test.each([
    [
      "CloudFormation's deployment file",
      'template-file-path: dist/main.yaml\nparameters:\n  VpcCidr: 10.0.0.0/16\n  Count: 3\ntags:\n  team: platform\n  on-call: true\n',
      {
        template: 'dist/main.yaml',
        parameters: { VpcCidr: '10.0.0.0/16', Count: '3' },
        tags: { team: 'platform', 'on-call': 'true' },
      },
    ],
    [
      "CodePipeline's template configuration",
      '{"Parameters": {"A": "1"}, "Tags": {"Department": "Marketing"}}',
      { template: undefined, parameters: { A: '1' }, tags: { Department: 'Marketing' } },
    ],
    [
      'lists, as the AWS CLI takes them',
      '{"Parameters": [{"ParameterKey": "A", "ParameterValue": "1"}], "Tags": [{"Key": "k", "Value": ""}]}',
      { template: undefined, parameters: { A: '1' }, tags: { k: '' } },
    ],
    ['a template alone', 'template-file-path: a.yaml', { template: 'a.yaml', parameters: {}, tags: {} }],
    ['tags alone', 'tags: {a: b}', { template: undefined, parameters: {}, tags: { a: 'b' } }],
    [
      'parameters alone, one of them called Tags',
      'Tags: yes-please\nA: x',
      { template: undefined, parameters: { Tags: 'yes-please', A: 'x' }, tags: {} },
    ],
  ])('%s', (_, content, expected) => expect(plain(content)).toEqual(expected))
})

describe('what is no deployment file is refused with its line', () => {
  test.each([
    [
      'a section that is not read',
      '{"Parameters": {},\n"StackPolicy": {"Statement": []}}',
      'd.yaml:2: StackPolicy is not read\nA deployment file has template-file-path, parameters and tags.',
    ],
    [
      'a misspelt section',
      'template-file-path: a.yaml\nparameter:\n  A: x',
      'd.yaml:2: parameter is not read\nA deployment file has template-file-path, parameters and tags.',
    ],
    [
      'a section in both spellings',
      'parameters: {A: x}\nParameters: {A: y}',
      'd.yaml:2: Parameters beside parameters\nKeep one of the two.',
    ],
    [
      'a template that is a list',
      'parameters: {}\ntemplate-file-path:\n  - a.yaml',
      'd.yaml:3: template-file-path is no text\nWrite the path of a template.',
    ],
    [
      'a parameter that is a map',
      'parameters:\n  A: x\n  B: {c: d}',
      'd.yaml:3: the value of B is no text\nWrite a text, a number or a list of them.',
    ],
  ])('%s', (_, content, message) => expect(refusal(content)).toBe(message))
})

describe('tags that CloudFormation does not take', () => {
  test.each([
    [
      '  team: x\n  aws:owner: y',
      'd.yaml:3: the tag aws:owner begins with aws:\nAWS keeps those to itself: rename it.',
    ],
    ['  AWS:x: y', 'd.yaml:2: the tag AWS:x begins with aws:\nAWS keeps those to itself: rename it.'],
    [`  ${'k'.repeat(129)}: x`, "d.yaml:2: a tag's key of 129 characters\nIt may have 1 to 128."],
    ['  "": x', "d.yaml:2: a tag's key of 0 characters\nIt may have 1 to 128."],
    [`  a: ${'v'.repeat(257)}`, 'd.yaml:2: the value of the tag a has 257 characters\nIt may have 256.'],
    ['  a: [x]', 'd.yaml:2: the value of the tag a is no text\nWrite a text.'],
    [
      '  - {Key: a, Value: x}\n  - {Key: a, Value: y}',
      'd.yaml:3: the tag a is there twice\nRemove one of the two.',
    ],
    ['  - {Key: a}', 'd.yaml:2: the value of the tag a is no text\nWrite a text.'],
    ['  - {Value: a}', 'd.yaml:2: no Key with a Value\nWrite both.'],
    [
      Array.from({ length: 51 }, (_, index) => `  t${index}: x`).join('\n'),
      'd.yaml:52: more than 50 tags\nCloudFormation takes no more on a stack: remove some.',
    ],
  ])('%#', (yaml, message) => expect(tagged(yaml)).toBe(message))

  test('as many and as long as it takes are read, whatever script they are in', () => {
    const most = Array.from(
      { length: 50 },
      (_, index) => `  ${'𝒌'.repeat(126)}${index + 10}: ${'𝒗'.repeat(256)}`,
    )
    expect(read(`tags:\n${most.join('\n')}`).tags.size).toBe(50)
  })
})
