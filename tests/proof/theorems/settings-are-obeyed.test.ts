import { prove } from '../../../scripts/proof/prove.ts'
import { opened } from '../../template/written.ts'

const child = `
Parameters:
  Set: {Type: String, Default: a}
  Else: {Type: String, Default: b}
Resources:
  Api: {Type: 'AWS::ApiGateway::RestApi', Properties: {EndpointConfiguration: {Types: [PRIVATE]}}}
`
const main = (parameters: string, condition = 'Always') => `
Parameters:
  Set: {Type: String}
Conditions:
  Always: !Equals [a, a]
  Never: !Equals [a, b]
Resources:
  Api: {Type: 'AWS::ApiGateway::RestApi', Properties: {EndpointConfiguration: {Types: [PRIVATE]}}}
  Child:
    Type: AWS::CloudFormation::Stack
    Condition: ${condition}
    Properties: {TemplateURL: child.yaml, Parameters: ${parameters}}
`
const of = (files: Record<string, string>) => {
  const { verdict } = prove(opened(files)).find(
    ({ theorem, api }) => theorem.id === 'settings-are-obeyed' && api === 'Api',
  ) ?? { verdict: undefined }
  const because = verdict && 'because' in verdict ? verdict.because : []
  return [verdict?.kind, ...because.map(({ text, at }) => `${text} ${at?.line ?? ''}`.trim())]
}
const passed = (parameters: string, condition?: string) =>
  of({ 'main.yaml': main(parameters, condition), 'child.yaml': child })

const WHERE = 'whatever Set is set to here 3'
test.each<[parameters: string, verdict: string[]]>([
  ['{Set: !Ref Set}', ['PROVED']],
  ['{Set: !Sub "${Set}"}', ['PROVED']],
  ['{Set: !If [Always, !Ref Set, b]}', ['PROVED']],
  ['{}', ['REFUTED', 'Child is passed nothing for Set 9', WHERE]],
  ['{Else: !Ref Set}', ['REFUTED', 'Child is passed nothing for Set 9', WHERE]],
  ['{Set: x}', ['REFUTED', 'Child always goes by one value for Set 12', WHERE]],
])('a nested stack that is passed %s', (parameters, verdict) => {
  expect(passed(parameters)).toEqual(verdict)
})

test('one that is not made is asked nothing', () => {
  expect(passed('{}', 'Never')).toEqual(['NOT APPLICABLE', 'no stack is nested in another'])
})
test('nor is a root', () => {
  expect(of({ 'main.yaml': child })).toEqual(['NOT APPLICABLE', 'no stack is nested in another'])
})
