import { type Data, isStructure, type Structure } from './data.ts'

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** A carriage return would be read as a line feed; characters that XML cannot hold are left out. */
export const escapeXml = (text: string): string =>
  text
    .replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character)
    .replace(/\r/g, '&#13;')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML 1.0 has no way to say
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')

/** What the items of a list are called. */
export type ItemName = 'member' | 'item'

/** An element with what is in it; nothing for a value that is undefined. */
export function element(name: string, data: Data, item: ItemName): string {
  if (data === undefined || data === null) return ''
  const content = contentOf(data, item)
  return content === '' ? `<${name}/>` : `<${name}>${content}</${name}>`
}

export const elements = (structure: Structure, item: ItemName): string =>
  Object.entries(structure)
    .map(([name, data]) => element(name, data, item))
    .join('')

function contentOf(data: Data, item: ItemName): string {
  if (data instanceof Date) return data.toISOString()
  if (Array.isArray(data)) return data.map((each) => element(item, each, item)).join('')
  if (isStructure(data)) return elements(data, item)
  return escapeXml(String(data))
}

export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
