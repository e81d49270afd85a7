/** HTML that is safe to put on a page. */
export class Markup {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

export type Content = string | number | Markup | readonly Content[]

/** Writes HTML; whatever is put into it is text and is escaped, unless it was written with this too. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return new Markup(strings.map((text, index) => text + rendered(values[index] ?? '')).join(''))
}

function rendered(content: Content): string {
  if (content instanceof Markup) return content.text
  if (typeof content === 'object') return content.map(rendered).join('')
  return escaped(String(content))
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
