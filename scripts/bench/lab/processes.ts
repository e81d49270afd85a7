import { existsSync, readFileSync } from 'node:fs'
import type { Memory } from './model.ts'

/** A process and all that it started. */
export function treeOf(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
  return [
    pid,
    ...children
      .split(' ')
      .filter(Boolean)
      .flatMap((child) => treeOf(Number(child))),
  ]
}

export function memoryOf(pids: readonly number[]): Memory {
  const sum = (field: string) =>
    pids.reduce((total, pid) => {
      const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
      const [, kilobytes] = new RegExp(`^${field}: +(\\d+) kB`, 'm').exec(rollup) ?? []
      return total + Number(kilobytes) * 1024
    }, 0)
  return { pss: sum('Pss'), rss: sum('Rss') }
}

/** One that ended is still there until its parent has taken note of it. */
export const isAlive = (pid: number): boolean => existsSync(`/proc/${pid}`)
