import { UserError } from '../../command/user-error.ts'
import { type MapValue, placeText, type Value } from '../../template/value.ts'

/** Reads the fields of a case; every mistake is told with the file, the line and the case. */
export class Reader {
  private readonly fields: MapValue['entries']
  private readonly map: MapValue
  private readonly name: string

  constructor(value: Value, name: string) {
    if (value.kind !== 'map') throw mistake(value, name, 'it is no object')
    this.map = value
    this.fields = value.entries
    this.name = name
  }

  /** The value of a field; undefined where it is missing or null. */
  optional(field: string): Value | undefined {
    const value = this.fields.get(field)
    return value && isNull(value) ? undefined : value
  }

  /** A field that may be null, but must be written: a misspelt policy must not count as none. */
  nullable(field: string): Value | undefined {
    if (!this.fields.has(field)) throw this.mistake(`it has no '${field}'`)
    return this.optional(field)
  }

  text(field: string): string {
    const value = this.optional(field)
    if (value?.kind !== 'text') throw this.mistake(`'${field}' is no text`)
    return value.text
  }

  optionalText(field: string): string | undefined {
    return this.optional(field) === undefined ? undefined : this.text(field)
  }

  oneOf<Word extends string>(field: string, words: readonly Word[]): Word {
    const text = this.text(field)
    const word = words.find((one) => one === text)
    if (word === undefined) throw this.mistake(`'${field}' is '${text}', not one of ${words.join(', ')}`)
    return word
  }

  inside(field: string): Reader {
    const value = this.optional(field)
    if (!value) throw this.mistake(`it has no '${field}'`)
    return new Reader(value, `${this.name}, ${field}`)
  }

  /** The fields that nobody reads. */
  others(known: readonly string[]): string[] {
    return [...this.fields.keys()].filter((field) => !known.includes(field))
  }

  mistake(what: string): UserError {
    return mistake(this.map, this.name, what)
  }
}

/** JSON's null, which has no kind of its own among a template's values. */
export const isNull = (value: Value): boolean => value.kind === 'unknown' && value.why === 'null'

export const mistake = ({ at }: Value, name: string, what: string): UserError =>
  new UserError(`${placeText(at)}: ${name}: ${what}`, 'the form of a case is described in the README')
