import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { against } from '../../scripts/proof/against.ts'
import { differenceText, isSame } from '../../scripts/proof/report/differences.ts'
import { openStacks } from '../../scripts/template/stacks.ts'

const folder = mkdtempSync(join(tmpdir(), 'against-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const open = readFileSync('tests/proof/report/fixtures/open.yaml', 'utf8')
const condition = (value: string) => `Conditions:\n  Chosen: !Equals [!Ref Note, ${value}]\nResources:`
const signedUnless = (value: string) =>
  open
    .replace('Resources:', condition(value))
    .replace('AuthorizationType: NONE', 'AuthorizationType: !If [Chosen, NONE, AWS_IAM]')
const onlyIf = (value: string) =>
  open.replace('Resources:', condition(value)).replace(/^ {4}Type: AWS.*/gm, '$&\n    Condition: Chosen')
const withResource = (type: string) => `${open}  Other:\n    Type: ${type}\n`

/** Compares two templates, both named `main`. */
function compared(older: string, newer: string) {
  const [before, after] = [older, newer].map((text) => {
    const file = join(mkdtempSync(join(folder, 'version-')), 'main.yaml')
    writeFileSync(file, text)
    return openStacks([file])
  }) as [ReturnType<typeof openStacks>, ReturnType<typeof openStacks>]
  const differences = against(before, after)
  return { same: isSame(differences), text: differenceText(differences) }
}

describe('two versions of a template', () => {
  it.each([
    ['without conditions', open],
    ['with a condition', signedUnless('qa')],
    ['with an API that is not always made', onlyIf('qa')],
  ])('are the same when nothing changed, %s', (_, text) => {
    expect(compared(text, text)).toMatchObject({ same: true, text: expect.stringContaining('SAME') })
  })

  it('differ where a value that one of them names is any other in the other', () => {
    const { same, text } = compared(signedUnless('qa'), signedUnless('prod'))
    expect(same).toBe(false)
    expect(text).toContain('OPENED')
    expect(text).toContain('CLOSED')
  })

  it('differ where an API is made for more values', () => {
    const { same, text } = compared(onlyIf('qa'), open)
    expect(same).toBe(false)
    expect(text).toMatch(/OPENED.*\n +the API is new/)
    expect(text).not.toContain('CLOSED')
  })

  it('differ where an API is made for fewer values', () => {
    const { same, text } = compared(open, onlyIf('qa'))
    expect(same).toBe(false)
    expect(text).toMatch(/CLOSED.*\n +the API is gone/)
    expect(text).not.toContain('OPENED')
  })

  it('are not known to be the same beside something of the network that is not modelled', () => {
    const { same, text } = compared(open, withResource('AWS::EC2::ClientVpnEndpoint'))
    expect(same).toBe(false)
    expect(text).toMatch(/UNKNOWN.*\n.*AWS::EC2::ClientVpnEndpoint/)
    expect(compared(open, withResource('AWS::SNS::Topic')).same).toBe(true)
  })

  it('are not known to be the same when conditions divide the values into too many worlds', () => {
    const digits = [...'123456789']
    const many = `${open.replace(
      'Resources:',
      `${digits.map((n) => `  P${n}:\n    Type: String\n`).join('')}Conditions:\n${digits
        .map((n) => `  C${n}: !Equals [!Ref P${n}, "yes"]\n`)
        .join('')}Resources:`,
    )}${digits.map((n) => `  Vpc${n}:\n    Type: AWS::EC2::VPC\n    Condition: C${n}\n    Properties:\n      CidrBlock: 10.${n}.0.0/16\n`).join('')}`
    expect(compared(many, many)).toEqual({
      same: false,
      text: 'UNKNOWN: no API could be compared; prove each version to see why\n',
    })
    expect(compared(open, many)).toMatchObject({ same: false, text: expect.stringContaining('UNKNOWN') })
  })
})
