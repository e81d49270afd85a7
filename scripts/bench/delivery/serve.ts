import { nameOf } from '../../../tests/aws/calls.ts'
import type { Script } from '../../../tests/aws/cloudformation/script.ts'
import { startAws } from '../../../tests/aws/index.ts'
import { realClock } from '../../delivery/clock.ts'
import { type Throttle, throttling } from './throttle.ts'

/** What an endpoint that is a process of its own is started with: JSON, its only argument. */
export interface Served {
  readonly script: Script
  readonly delays: Readonly<Record<string, number>>
  readonly throttle?: Throttle
}

/** Once, where it is; then, each time that it is sent a message, the names of the calls since it was asked last. */
export type Told = { readonly env: Readonly<Record<string, string>> } | { readonly calls: readonly string[] }

const tell = (told: Told) => process.send?.(told)

/** The whole program: serves on this machine's own time until the process that started it lets go of it. */
async function serve({ script, delays, throttle }: Served): Promise<void> {
  const aws = await startAws({ clock: realClock, script, delays })
  if (throttle) aws.faults.add(throttling(throttle))
  let told = 0
  process.on('message', () => {
    tell({ calls: aws.calls.all.slice(told).map(nameOf) })
    told = aws.calls.all.length
  })
  process.on('disconnect', () => void aws.stop())
  tell({ env: aws.env })
}

serve(JSON.parse(process.argv[2] ?? '{}'))
