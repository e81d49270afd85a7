import { isSymbol } from '../../template/symbols.ts'

/**
 * A text from a template as it can be shown: templates are not trusted, and a control character moves the cursor of a
 * terminal, a bidirectional one turns what follows around. A symbol that nobody named is at least seen to be one.
 */
export function printable(text: string): string {
  return [...text].map((character) => (isSymbol(character) ? '‹?›' : visible(character))).join('')
}

const visible = (character: string): string =>
  /[\p{Cc}\p{Cs}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/u.test(character) ? '\uFFFD' : character
