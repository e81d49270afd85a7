import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

jest.setTimeout(60_000)
const folder = mkdtempSync(join(tmpdir(), 'against-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Compares a version of dist/, in which one text is another, with dist/ as it is now. */
function against(file: string, from: string, to: string) {
  const older = mkdtempSync(join(folder, 'dist-'))
  cpSync('dist', older, { recursive: true })
  const text = readFileSync(join(older, file), 'utf8')
  expect(text.split(from)).toHaveLength(2)
  writeFileSync(join(older, file), text.replace(from, to))
  const args = ['scripts/run.mjs', 'prove', '--template', 'dist/main.yaml', '--against', older]
  return spawnSync(process.execPath, args, { encoding: 'utf8' })
}

describe('npm run prove -- --against', () => {
  it('shows that a renamed statement changes nothing', () => {
    const { status, stdout } = against('secure-private-api.yaml', 'Sid: AllowInvoke', 'Sid: Invoke')
    expect(stdout).toMatch(/SecurePrivateApi\/Api\n {2}SAME/)
    expect(status).toBe(0)
  })

  it('shows a request that only the new templates accept', () => {
    const { status, stdout } = against(
      'secure-private-api.yaml',
      'Resource: execute-api:/miztiik/GET/secure/greeter',
      'Resource: execute-api:/miztiik/POST/secure/greeter',
    )
    expect(stdout).toMatch(
      /OPENED: only the new templates accept this request\n(.+\n)+.+GET\/secure\/greeter/,
    )
    expect(status).toBe(3)
  })

  it('shows a request that only the old templates accept', () => {
    const { status, stdout } = against(
      'secure-private-api.yaml',
      'aws:SourceVpce: !Ref VpcEndpointId',
      'aws:SourceVpce:\n                  - !Ref VpcEndpointId\n                  - vpce-0123456789abcdef0',
    )
    expect(stdout).toMatch(/CLOSED: only the old templates accept/)
    expect(stdout).not.toMatch(/OPENED/)
    expect(stdout).toContain('vpce-0123456789abcdef0')
    expect(status).toBe(3)
  })
})
