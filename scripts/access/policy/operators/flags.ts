import type { Place } from '../../../template/value.ts'
import { Unsettled } from '../unsettled.ts'
import type { Operator } from './operator.ts'

/** `true` or `false`, which IAM and JSON write with or without quotes. */
export function readFlag(text: string, at: Place): boolean {
  const lower = text.toLowerCase()
  if (lower !== 'true' && lower !== 'false') throw new Unsettled(`'${text}' is neither true nor false`, at)
  return lower === 'true'
}

export const flags: readonly Operator[] = [
  {
    name: 'Bool',
    negated: false,
    read: ({ text, at }) => {
      const flag = readFlag(text, at)
      return (actual) => actual.toLowerCase() === String(flag)
    },
  },
]
