import { randomBytes } from 'node:crypto'
import type { Session } from './sessions.ts'

/** Somebody whose signature counts, with what they sign with. Made for one lab, and nowhere but in its memory. */
export interface Identity {
  readonly arn: string
  /** `AROA…:SESSION`, as `aws:userid` has it. */
  readonly userId: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken: string
}

export const assumeRole = ({ arn, name }: Session): Identity => ({
  arn,
  userId: `AROA${letters(17)}:${name}`,
  accessKeyId: `ASIA${letters(16)}`,
  secretAccessKey: randomBytes(30).toString('base64'),
  sessionToken: randomBytes(192).toString('base64'),
})

/** As in ids of IAM. */
function letters(length: number): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  return Array.from(randomBytes(length), (byte) => alphabet[byte % 32]).join('')
}
