import { isList, isLookup, itemType, type Parameter, refusal } from '../../../scripts/template/parameter.ts'
import type { Structure } from '../protocol/data.ts'
import { flagIn, textIn } from '../protocol/data.ts'
import { ServiceError } from '../protocol/service-error.ts'
import type { Desired } from './template/desired.ts'
import type { Opened } from './template/shelf.ts'

export const validationError = (message: string) => new ServiceError('ValidationError', message)

/** The values of a root's parameters: those given, those of before where that is asked for, else the defaults. */
export function parametersFrom(
  given: readonly Structure[],
  opened: Opened,
  previous: Desired | undefined,
): Map<string, string> {
  const { parameters } = opened.template
  const unknown = given
    .map((each) => textIn(each, 'ParameterKey') ?? '')
    .filter((key) => !parameters.has(key))
  if (unknown.length > 0)
    throw validationError(`Parameters: [${unknown.join(', ')}] do not exist in the template`)
  const before = new Map(previous?.parameters.map(({ key, value }) => [key, value]))
  const values = new Map<string, string>()
  for (const each of given) {
    const key = textIn(each, 'ParameterKey') ?? ''
    const value = flagIn(each, 'UsePreviousValue') ? before.get(key) : textIn(each, 'ParameterValue')
    if (value === undefined && flagIn(each, 'UsePreviousValue'))
      throw validationError(
        `Invalid input for parameter key ${key}. Cannot specify usePreviousValue as true for a parameter key not in the previous template`,
      )
    if (value !== undefined) values.set(key, value)
  }
  const missing = [...parameters.values()].filter(
    ({ name, default: value }) => value === undefined && !values.has(name),
  )
  if (missing.length > 0)
    throw validationError(`Parameters: [${missing.map(({ name }) => name).join(', ')}] must have values`)
  for (const [name, value] of values) {
    const parameter = parameters.get(name)
    const why = parameter && wrong(parameter, value, opened)
    if (why) throw validationError(why)
  }
  return values
}

/** In the service's words for AllowedValues and AllowedPattern; those for numbers and lengths are assumed. */
function wrong(parameter: Parameter, value: string, { extras }: Opened): string | undefined {
  if (refusal(parameter, value) === undefined) return undefined
  const { name, allowed, pattern, type, range } = parameter
  const { constraint } = extras.parameter(name)
  if (constraint !== undefined) return `Parameter ${name} failed to satisfy constraint: ${constraint}`
  const items = isList(type) && !isLookup(type) ? value.split(',').map((item) => item.trim()) : [value]
  if (allowed && items.some((item) => !allowed.includes(item)))
    return `Parameter '${name}' must be one of AllowedValues`
  if (itemType(type) === 'Number') {
    if (items.some((item) => Number.isNaN(Number(item)) || item === ''))
      return `Parameter '${name}' must be a number`
    return items.some((item) => Number(item) < range[0])
      ? `Parameter '${name}' must be a number not less than ${range[0]}`
      : `Parameter '${name}' must be a number not greater than ${range[1]}`
  }
  if (pattern !== undefined) return `Parameter '${name}' must match pattern ${pattern}`
  return `Parameter validation failed: parameter value ${value} for parameter name ${name} does not exist`
}
