import type { ListValue, MapValue, Place, TextValue, Value } from '../../template/value.ts'
import type { Touches, Unmodelled } from './unmodelled.ts'

/** The properties of a thing: those that are read, and those that change nothing about who may call. */
export interface Shape {
  /** For people: `AWS::EC2::Subnet`, `a route`. */
  readonly name: string
  readonly touches: Touches
  readonly read: readonly string[]
  readonly irrelevant: readonly string[]
}

/**
 * Reads the properties of one thing. A property of neither list, and a value that is not understood, are reported:
 * what is passed over could be what opens or closes the API.
 */
export class Fields {
  readonly at: Place
  private readonly entries: MapValue['entries']
  private readonly shape: Shape
  private readonly report: Unmodelled[]

  constructor(value: Value, shape: Shape, report: Unmodelled[]) {
    this.at = value.at
    this.shape = shape
    this.report = report
    this.entries = value.kind === 'map' ? value.entries : new Map()
    if (value.kind !== 'map') this.misread(value, `${shape.name} is not a map`)
    for (const [property, { at }] of this.entries) {
      if (!shape.read.includes(property) && !shape.irrelevant.includes(property))
        this.unmodelled(`${shape.name} has ${property}, which is not modelled`, at)
    }
  }

  /** The value as it stands, for whoever reads it further. */
  value(property: string): Value | undefined {
    return this.entries.get(property)
  }

  /** A text with its symbols; numbers and flags count as the texts they are written as. */
  text(property: string): TextValue | undefined {
    const value = this.entries.get(property)
    return value && this.asText(value, property)
  }

  /** The text of a property without which the thing is nothing; a missing one is reported. */
  needed(property: string): TextValue | undefined {
    const missing = !this.entries.has(property)
    if (missing) this.unmodelled(`${this.shape.name} has no ${property}`, this.at)
    return this.text(property)
  }

  /** A list of texts; a single text counts as a list of one. */
  texts(property: string): TextValue[] {
    return this.items(property).flatMap((item) => this.asText(item, property) ?? [])
  }

  /** The items of a list; a single value counts as a list of one. */
  items(property: string): readonly Value[] {
    const value = this.entries.get(property)
    if (!value) return []
    if (value.kind === 'list') return (value as ListValue).items
    if (value.kind !== 'unknown') return [value]
    this.misread(value, property)
    return []
  }

  /** True or false, also written as a text; what a parameter without a value decides is reported. */
  flag(property: string, otherwise: boolean): boolean {
    const value = this.entries.get(property)
    if (!value) return otherwise
    const text = this.asText(value, property)?.text
    if (text === 'true' || text === 'false') return text === 'true'
    if (text !== undefined)
      this.unmodelled(`${property} of ${this.shape.name} is neither true nor false`, value.at)
    return otherwise
  }

  /** Notes what this model does not cover. */
  unmodelled(what: string, at: Place): void {
    this.report.push({ what, at, touches: this.shape.touches })
  }

  private asText(value: Value, property: string): TextValue | undefined {
    if (value.kind === 'text') return value
    if (value.kind === 'number') return { kind: 'text', text: String(value.number), at: value.at }
    if (value.kind === 'flag') return { kind: 'text', text: String(value.flag), at: value.at }
    this.misread(value, `${property} of ${this.shape.name} is not a text`)
    return undefined
  }

  private misread(value: Value, what: string): void {
    this.unmodelled(value.kind === 'unknown' ? `${value.why} (in ${this.shape.name})` : what, value.at)
  }
}
