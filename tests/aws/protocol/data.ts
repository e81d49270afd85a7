/** What goes into an answer or came in a request: the shapes that XML, JSON and forms have in common. */
export type Data = string | number | boolean | Date | undefined | null | readonly Data[] | Structure

export interface Structure {
  readonly [name: string]: Data
}

export const isStructure = (data: Data): data is Structure =>
  typeof data === 'object' && data !== null && !Array.isArray(data) && !(data instanceof Date)

/** A parameter that is a text, and undefined for any other. */
export function textIn(parameters: Structure, name: string): string | undefined {
  const value = parameters[name]
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined
}

/** Forms say `true`, JSON says true. */
export function flagIn(parameters: Structure, name: string): boolean | undefined {
  const value = parameters[name]
  return value === undefined || value === '' ? undefined : value === true || value === 'true'
}

/** A list; forms write an empty one as an empty text. */
export function listIn(parameters: Structure, name: string): readonly Data[] {
  const value = parameters[name]
  return Array.isArray(value) ? value : []
}

export const textsIn = (parameters: Structure, name: string): string[] => listIn(parameters, name).map(String)

export const structuresIn = (parameters: Structure, name: string): Structure[] =>
  listIn(parameters, name).filter(isStructure)

export function structureIn(parameters: Structure, name: string): Structure | undefined {
  const value = parameters[name]
  return isStructure(value) ? value : undefined
}
