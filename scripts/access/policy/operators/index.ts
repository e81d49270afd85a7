import { addresses } from './addresses.ts'
import { arns } from './arns.ts'
import { dates } from './dates.ts'
import { flags } from './flags.ts'
import { numbers } from './numbers.ts'
import type { Operator } from './operator.ts'
import { strings } from './strings.ts'

/** All condition operators but Null, which asks for the key and not for its value (condition.ts). */
export const operators: readonly Operator[] = [
  ...strings,
  ...arns,
  ...addresses,
  ...flags,
  ...numbers,
  ...dates,
]
