/** An element's content as it is, entities included. Enough for what clients of S3 send, which has no attributes that matter. */
export function contentsOf(xml: string, name: string): string[] {
  const found = xml.matchAll(new RegExp(`<${name}(?:\\s[^>]*)?(?:/>|>(.*?)</${name}>)`, 'gs'))
  return [...found].map(([, content = '']) => content)
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** The text of the first element of a name. */
export function textOf(xml: string, name: string): string | undefined {
  const [content] = contentsOf(xml, name)
  return content?.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (all, decimal, hexadecimal, entity) => {
    if (decimal) return String.fromCodePoint(Number(decimal))
    if (hexadecimal) return String.fromCodePoint(Number.parseInt(hexadecimal, 16))
    return ENTITIES[entity] ?? all
  })
}
