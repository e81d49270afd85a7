import { isSymbol, type SymbolInfo, type Symbols } from './symbols.ts'

/** The pieces of a text, or undefined when the separator may hide in one of its symbols. */
export function splitText(content: string, separator: string, symbols: Symbols): string[] | undefined {
  for (const character of content) {
    if (!isSymbol(character)) continue
    const info = symbols.info(character)
    const alphabet = info && alphabetOf(info)
    if (!alphabet || [...separator].some((each) => alphabet.test(each))) return undefined
  }
  return content.split(separator)
}

const EC2 = /^AWS::EC2::/
const PSEUDO: Readonly<Record<string, RegExp>> = {
  'AWS::Region': /[a-z0-9-]/,
  'AWS::AccountId': /\d/,
  'AWS::Partition': /[a-z-]/,
  'AWS::URLSuffix': /[a-z.]/,
}

/** The characters that can stand in a symbol; undefined when any can. */
function alphabetOf({ name, what }: SymbolInfo): RegExp | undefined {
  if (what.kind === 'pseudo') return name.endsWith('AWS::StackName') ? /[A-Za-z0-9-]/ : PSEUDO[name]
  if (what.kind === 'block') return /[\d./]/
  if (what.kind === 'id')
    return what.type.startsWith('AWS::ApiGateway::') || EC2.test(what.type) ? /[a-z0-9-]/ : /[^,\s|]/
  if (what.kind === 'parameter' && EC2.test(what.type)) return /[a-z0-9-]/
  return undefined
}
