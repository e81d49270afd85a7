// Runs in a namespace of its own (namespace.ts): nothing here reaches the machine's network.
import { execFile, execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PUBLIC_DNS, PUBLIC_FRONT_END } from '../../../scripts/lab/plan/public.ts'
import {
  certificateNames,
  makeCertificate,
  serveDns,
  serveGateway,
} from '../../../scripts/lab/services/index.ts'
import type { Asked, Told } from './namespace.ts'
import { distRegion } from './region.ts'

async function main() {
  const { folder, parameters, questions } = JSON.parse(readFileSync(0, 'utf8'))
  const { plan, deployed } = distRegion(...parameters)
  const addresses = [
    PUBLIC_DNS,
    PUBLIC_FRONT_END,
    plan.corporate?.dns,
    ...plan.vpcs.flatMap(({ resolver, interfaces }) => [
      resolver,
      ...interfaces.map(({ address }) => address),
    ]),
    ...plan.hosts.map(({ address }) => address),
  ]
  for (const address of new Set(addresses))
    if (address) execFileSync('ip', ['addr', 'add', `${address}/32`, 'dev', 'lo'])
  const tls = await makeCertificate(certificateNames(plan.region))
  writeFileSync(join(folder, 'ca.pem'), tls.ca)
  const services = [
    await serveDns(plan, () => deployed),
    await serveGateway({
      plan,
      model: () => deployed,
      tls,
      invoke: async (address) => ({ kind: 'answer', payload: JSON.stringify({ body: `from ${address}` }) }),
      known: () => undefined,
      log: () => {},
      now: Date.now,
    }),
  ]
  const told: Told[] = []
  for (const { nameserver, command } of questions as Asked[]) {
    writeFileSync(join(folder, 'resolv.conf'), `nameserver ${nameserver}\noptions timeout:2 attempts:1\n`)
    told.push(await run(command, join(folder, 'ca.pem')))
  }
  await Promise.all(services.map((one) => one.close()))
  process.stdout.write(JSON.stringify(told))
}

const run = ([program = '', ...args]: readonly string[], ca: string): Promise<Told> =>
  new Promise((done) => {
    const options = { env: { ...process.env, CURL_CA_BUNDLE: ca } }
    execFile(program, args, options, (error, stdout, stderr) =>
      done({ out: stdout + stderr, code: error ? Number(error.code) : 0 }),
    )
  })

main()
