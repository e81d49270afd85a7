// Children run without a shell, each in its own process group: an interruption then ends npm and pip together with
// whatever they have started, also when it reaches only this process (kill, a CI runner) and not the whole terminal.
import { spawn } from 'node:child_process'

const patience = 3000

/**
 * Runs a program to its end, and ends it when the signal aborts.
 *
 * @returns its exit code and everything it printed; the code is null when a signal ended it, and `missing` is true
 * when there is no such program
 */
export function run(command, args, { cwd, signal, env = process.env }) {
  return new Promise((resolve, reject) => {
    let output = ''
    let lastResort
    const child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
    const stop = () => {
      killGroup(child.pid, 'SIGTERM')
      lastResort = setTimeout(() => killGroup(child.pid, 'SIGKILL'), patience)
    }
    const ended = () => {
      clearTimeout(lastResort)
      signal.removeEventListener('abort', stop)
    }
    child.stdout.on('data', (data) => {
      output += data
    })
    child.stderr.on('data', (data) => {
      output += data
    })
    child.on('error', (error) => {
      ended()
      if (error.code === 'ENOENT' || error.code === 'EACCES') resolve({ code: 127, output, missing: true })
      else reject(error)
    })
    child.on('close', (code) => {
      ended()
      resolve({ code, output, missing: false })
    })
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop)
  })
}

function killGroup(pid, name) {
  try {
    if (pid) process.kill(-pid, name)
  } catch (error) {
    if (error.code !== 'ESRCH') throw error
  }
}
