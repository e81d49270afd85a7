// One setup at a time in one clone: two `npm ci` in the same folder delete each other's files.
import { mkdirSync, readlinkSync, renameSync, symlinkSync, unlinkSync } from 'node:fs'
import { dirname } from 'node:path'
import { notWritable } from './trouble.mjs'

/**
 * Waits until this process holds the lock. It is a symbolic link that "points" to the holder's process id: the only
 * thing a file system makes in one step together with its content, so nobody ever reads a lock without a holder.
 *
 * @param waiting called once, with the other's process id, when there is somebody to wait for
 * @returns releases the lock
 */
export async function takeLock(path, { signal, waiting }) {
  let told = false
  while (!signal.aborted) {
    if (create(path)) return () => holder(path) === process.pid && unlinkSync(path)
    const other = holder(path)
    if (other === undefined) continue
    if (!isAlive(other)) {
      removeStale(path, other)
      continue
    }
    if (!told) waiting(other)
    told = true
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  return () => {}
}

function create(path) {
  try {
    mkdirSync(dirname(path), { recursive: true })
    symlinkSync(String(process.pid), path)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    if (['EACCES', 'EPERM', 'EROFS'].includes(error.code)) throw notWritable(path)
    throw error
  }
}

function holder(path) {
  try {
    return Number(readlinkSync(path))
  } catch (error) {
    if (error.code === 'ENOENT') return undefined
    throw error
  }
}

/**
 * Renamed before it is deleted: of two that found the same dead holder, the slower one must not delete the lock that
 * the faster one has made meanwhile. If it did catch a fresh one, it puts it back.
 */
function removeStale(path, dead) {
  const aside = `${path}.${process.pid}`
  try {
    renameSync(path, aside)
  } catch (error) {
    if (error.code === 'ENOENT') return
    throw error
  }
  if (holder(aside) === dead) unlinkSync(aside)
  else renameSync(aside, path)
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
