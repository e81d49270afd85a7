import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describeInNamespaces } from '../network/namespaces.ts'
import { Machine, USERS } from './machine.ts'

const DIST = join(__dirname, '../../../dist')
const API = 'secure-private-api.yaml'

/** What a function gets from writing in many places, and from trying to change that. */
const TRIES = `(() => {
  const attempt = (file) => {
    try { require("node:fs").writeFileSync(file, ""); return "written" } catch ({ code }) { return code }
  };
  const remount = ["-o", "remount,bind,rw", "none", "/mnt"];
  const { status } = require("node:child_process").spawnSync("mount", remount);
  const places = ["/tmp/x", "/mnt/x", "/dev/shm/x", "/run/lab/x", "index.js", "/etc/hosts", "/proc/self/comm", "/dev/null"];
  return [...places.map((place) => place + " " + attempt(place)), "remount " + status, require("node:fs").readdirSync("/tmp")].join()
})()`

describeInNamespaces.each([...USERS])('a function in a lab of %s', (user) => {
  let machine: Machine
  beforeAll(async () => {
    machine = await Machine.of(user)
  }, 60_000)
  afterAll(() => machine.stop())

  test('can write to its own /tmp and nowhere else, though whoever runs the lab can', async () => {
    const { folder } = machine
    expect((await machine.run(['sh', '-c', 'cp -r "$0" "$1" && : > "$1/x"', DIST, folder])).status).toBe(0)
    const code = readFileSync(join(DIST, API), 'utf8')
    const edited = code.replace('"Hi Miztikal World"', () => TRIES.replace(/\s+/g, ' '))
    expect(edited).not.toBe(code)
    await machine.run(['sh', '-c', 'cat > "$0"', `${folder}/dist/${API}`], edited)
    expect(await machine.lab('--detach', '--template', `${folder}/dist/main.yaml`)).toMatchObject({
      status: 0,
    })
    const said = await machine.curl(await machine.greeter())
    await machine.lab('down')
    expect(/"message": "(.*), Hello from/.exec(said)?.[1]?.split(',')).toEqual([
      '/tmp/x written',
      '/mnt/x EROFS',
      '/dev/shm/x EROFS',
      '/run/lab/x EROFS',
      'index.js EROFS',
      '/etc/hosts EROFS',
      '/proc/self/comm EROFS',
      '/dev/null written',
      expect.stringMatching(/^remount [1-9]/),
      'x',
    ])
  }, 60_000)
})
