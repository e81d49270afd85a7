import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { capabilitiesOf } from '../../../scripts/delivery/deployment/capabilities.ts'
import { openStacks } from '../../../scripts/template/stacks.ts'

const folder = mkdtempSync(join(tmpdir(), 'capabilities-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const needs = (body: string) => {
  const file = join(folder, 'template.yaml')
  writeFileSync(file, body)
  return capabilitiesOf(openStacks([file])).map(
    ({ capability, because }) => `${capability} ${because.replace(`${folder}/`, '')}`,
  )
}
const role = (properties: string) =>
  `Resources:\n  Runner:\n    Type: AWS::IAM::Role\n    Properties: { ${properties} }\n`

test('none where nothing is made that takes one', () =>
  expect(needs('Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n')).toEqual([]))
test('a role takes one', () =>
  expect(needs(role('Path: /'))).toEqual(['CAPABILITY_IAM Runner is an AWS::IAM::Role  template.yaml:2']))
test('a role with a name takes another', () =>
  expect(needs(role('RoleName: runner'))).toEqual([
    'CAPABILITY_NAMED_IAM Runner is an AWS::IAM::Role with a name  template.yaml:2',
  ]))
test('a transform takes one more', () =>
  expect(needs(`Transform: AWS::Serverless-2016-10-31\n${role('Path: /')}`)).toEqual([
    'CAPABILITY_IAM Runner is an AWS::IAM::Role  template.yaml:3',
    'CAPABILITY_AUTO_EXPAND a Transform  template.yaml:1',
  ]))
test('dist/ takes CAPABILITY_IAM, as the README says', () =>
  expect(capabilitiesOf(openStacks()).map(({ capability }) => capability)).toEqual(['CAPABILITY_IAM']))
