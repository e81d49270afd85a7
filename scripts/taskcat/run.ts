import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/**
 * Today's buckets refuse uploads with another ACL than this (S3 Object Ownership, bucket owner enforced).
 * taskcat's default is another, and the same setting in .taskcat.yml is overwritten by that default.
 */
const objectAcl = { TASKCAT_PROJECT_S3_OBJECT_ACL: 'bucket-owner-full-control' }

const interruptions = ['SIGINT', 'SIGTERM'] as const

/**
 * Runs taskcat on the terminal it was called from.
 *
 * @param keepLog whether to keep what it writes to standard error, besides showing it
 */
export async function runTaskcat(program: string, args: string[], folder: string, keepLog: boolean) {
  const child = spawn(program, args, {
    cwd: folder,
    stdio: ['inherit', 'inherit', keepLog ? 'pipe' : 'inherit'],
    env: { ...objectAcl, ...process.env, PYTHONWARNINGS: quiet(process.env.PYTHONWARNINGS) },
  })
  let log = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    log += text
    process.stderr.write(text)
  })
  let interruption: NodeJS.Signals | undefined
  const heard = takeSignals((signal) => {
    interruption = signal
    // A terminal interrupts both; whoever terminates us means taskcat too, which cleans up when interrupted.
    if (signal === 'SIGTERM') child.kill('SIGINT')
  })
  try {
    const status = await new Promise<number>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', (code, signal) => resolve(signal ? statusOf(signal) : (code ?? 1)))
    })
    return { status: interruption ? statusOf(interruption) : status, log }
  } finally {
    heard()
  }
}

/** taskcat deletes its stacks when it is interrupted: wait for it, where others would leave at once. */
function takeSignals(hear: (signal: NodeJS.Signals) => void): () => void {
  const before = interruptions.map((signal) => [signal, process.listeners(signal)] as const)
  for (const signal of interruptions) process.removeAllListeners(signal).on(signal, hear)
  return () => {
    for (const [signal, listeners] of before) {
      process.off(signal, hear)
      for (const listener of listeners) process.on(signal, listener)
    }
  }
}

function statusOf(signal: NodeJS.Signals): number {
  return 128 + constants.signals[signal]
}

/** taskcat imports pkg_resources, which warns about itself. */
function quiet(warnings = ''): string {
  return `${warnings && `${warnings},`}ignore:pkg_resources is deprecated:UserWarning`
}
