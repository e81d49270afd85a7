import { visible } from '../../command/visible.ts'
import { isSymbol } from '../../template/symbols.ts'

/** A text from a template, which is not trusted, as it can be shown. A symbol that nobody named is at least seen. */
export const printable = (text: string): string =>
  visible([...text].map((character) => (isSymbol(character) ? '‹?›' : character)).join(''))
