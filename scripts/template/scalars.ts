import { UserError } from '../command/user-error.ts'
import type { Node } from './tree.ts'
import { flag, number, type Place, text, unknown } from './value.ts'

/*
 * CloudFormation reads YAML 1.1 with a Java parser: `on` and `yes` are flags, `y` is not, 0777 is octal, 12:30 is
 * base 60, and dates stay text (so `Version: 2012-10-17` needs no quotes). CloudFormation user guide, "Template
 * format: YAML"; YAML 1.1 type repository.
 */
const FLAG = /^(?:(yes|Yes|YES|true|True|TRUE|on|On|ON)|no|No|NO|false|False|FALSE|off|Off|OFF)$/
const NULL = /^(?:~|null|Null|NULL|)$/
const INTEGER = /^[-+]?(?:0b[01_]+|0x[\da-fA-F_]+|0[0-7_]*|[1-9][\d_]*)$/
const BASE_60 = /^[-+]?[1-9][\d_]*(?::[0-5]?\d)+$/
const DECIMAL = /^[-+]?(?:\d[\d_]*\.[\d_]*|\.\d[\d_]*)(?:[eE][-+]?\d+)?$|^[-+]?\d[\d_]*[eE][-+]?\d+$/

/** A scalar without quotes. */
export function plainScalar(source: string, at: Place): Node {
  const isFlag = FLAG.exec(source)
  if (isFlag) return flag(at, isFlag[1] !== undefined)
  if (NULL.test(source)) return unknown(at, 'null, which CloudFormation does not allow')
  const value = numberOf(source)
  // More digits than a number holds: as text nothing is lost.
  return value === undefined || (Math.abs(value) > Number.MAX_SAFE_INTEGER && !/[.eE]/.test(source))
    ? quotedScalar(source, at)
    : number(at, value)
}

/** A scalar in quotes, or a block: text whatever it says. */
export function quotedScalar(source: string, at: Place): Node {
  // Secrets and parameters that CloudFormation looks up at deployment (user guide, "dynamic references").
  if (source.includes('{{resolve:')) return unknown(at, 'a dynamic reference {{resolve:…}}')
  return text(at, source)
}

/** Whether a text holds a character that stands for a symbol here. */
export const hasPrivateUse = (source: string): boolean => /[\ue000-\uf8ff]/.test(source)

/** Symbols are such characters; an escape such as "\uE000" would forge one. */
export function refusePrivateUse(at: Pick<Place, 'file' | 'line'>): never {
  throw new UserError(
    `${at.file}:${at.line}: a character of Unicode's private use area (U+E000 to U+F8FF)`,
    'Remove it: it means nothing to anybody else, and stands for unknown values here.',
  )
}

function numberOf(source: string): number | undefined {
  const plain = source.replaceAll('_', '')
  const sign = plain.startsWith('-') ? -1 : 1
  const digits = plain.replace(/^[-+]/, '')
  if (INTEGER.test(source)) {
    return sign * (/^0[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number(digits))
  }
  if (BASE_60.test(source)) return sign * digits.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)
  return DECIMAL.test(source) ? Number(plain) : undefined
}
