import { UserError } from '../command/user-error.ts'
import { refusal } from './parameter.ts'
import { hasPrivateUse } from './scalars.ts'
import type { Stack } from './stacks.ts'
import type { Template } from './template.ts'

const KEY = /^(?:([^:]+):(?!:))?(AWS::[A-Za-z]+|[A-Za-z0-9]+)$/
const PSEUDO = [
  'AWS::AccountId',
  'AWS::Partition',
  'AWS::Region',
  'AWS::StackId',
  'AWS::StackName',
  'AWS::URLSuffix',
]
/** Those that differ from stack to stack. */
const OF_STACK = ['AWS::StackId', 'AWS::StackName']

/** What a value is filed under: `main:VpcCidr`, `AWS::Region`, `main:AWS::StackName`. */
export function givenKey(template: Template, name: string): string {
  return name.startsWith('AWS::') && !OF_STACK.includes(name) ? name : `${template.name}:${name}`
}

/** Checks values that the user gave against the parameters of the roots, and files each under its full name. */
export function givenValues(
  given: ReadonlyMap<string, string>,
  roots: readonly Stack[],
): Map<string, string> {
  const values = new Map<string, string>()
  for (const [key, value] of given) {
    if (hasPrivateUse(value))
      throw new UserError(`${key}: a character of Unicode's private use area`, 'Remove it.')
    const [, stack, name = ''] = KEY.exec(key) ?? []
    const templates = roots
      .map((root) => root.template)
      .filter((template) => !stack || template.name === stack)
    const pseudo = PSEUDO.includes(name)
    const takers = templates.filter((template) => pseudo || template.parameters.has(name))
    if (takers.length === 0)
      throw unknownName(key, templates.length > 0 ? templates : roots.map((root) => root.template))
    for (const template of takers) {
      const parameter = template.parameters.get(name)
      const why = parameter && refusal(parameter, value)
      if (why) {
        throw new UserError(
          `${key}=${value}: the parameter does not take this value, ${why} (${template.file}:${parameter.at.line})`,
          'Give a value that it takes.',
        )
      }
      values.set(givenKey(template, name), value)
    }
  }
  return values
}

function unknownName(key: string, templates: readonly Template[]): UserError {
  const names = templates.flatMap(({ parameters }) => [...parameters.keys()])
  const files = templates.map(({ file }) => file).join(', ')
  return new UserError(
    `${key}: ${files} has no such parameter`,
    names.length > 0
      ? `Its parameters are ${names.join(', ')}.`
      : 'It has no parameters; leave the value out.',
  )
}
