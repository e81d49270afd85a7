/** A property of a custom resource. CloudFormation passes every scalar as a string. */
export function stringProperty(properties: Readonly<Record<string, unknown>>, name: string): string {
  const value = properties[name]
  if (typeof value !== 'string' || value === '') throw new Error(`The property ${name} must be a string.`)
  return value
}

/** The same for 'true' and 'false'. */
export function booleanProperty(properties: Readonly<Record<string, unknown>>, name: string): boolean {
  const value = stringProperty(properties, name)
  if (value !== 'true' && value !== 'false') throw new Error(`The property ${name} must be true or false.`)
  return value === 'true'
}
