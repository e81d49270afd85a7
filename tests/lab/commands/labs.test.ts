import { describeInNamespaces } from '../network/namespaces.ts'
import { Machine } from './machine.ts'

describeInNamespaces('labs side by side', () => {
  let machine: Machine
  beforeAll(async () => {
    machine = await Machine.of()
  }, 60_000)
  afterAll(() => machine.stop())

  // One of them below a folder that a lab's own /run hides.
  test('have each its own hosts, and end each alone', async () => {
    await machine.run(['mount', '-t', 'tmpfs', 'tmp', '/run'])
    const lab = (folder: string, ...args: string[]) =>
      machine.run([process.execPath, 'scripts/run.mjs', 'lab', ...args], '', 'root', folder)
    const [one, other] = [`${machine.folder}/one`, '/run/other']
    expect((await lab(one, '--detach')).status).toBe(0)
    expect((await lab(other, '--detach', '--parameters', 'VpcCidr=10.20.0.0/16')).status).toBe(0)
    const addresses = ['exec', 'consumer', 'ip', '-4', '-oneline', 'address']
    const [ofOne, ofOther] = [(await lab(one, ...addresses)).stdout, (await lab(other, ...addresses)).stdout]
    expect([ofOne.includes(' 10.10.'), ofOther.includes(' 10.20.')]).toEqual([true, true])
    const processes = (await lab(one, 'exec', 'consumer', 'ps', '-e', '-o', 'args=')).stdout
    expect(processes.match(/lab region$/gm)).toHaveLength(2)
    expect((await lab(one, 'down')).status).toBe(0)
    expect((await lab(one, 'status')).status).toBe(2)
    expect((await lab(other, 'status')).stdout).toContain('10.20.')
    expect((await lab(other, 'down')).status).toBe(0)
  }, 60_000)
})
