import type { Region, Resource } from '../../template/region.ts'
import type { MapValue, TextValue, Value } from '../../template/value.ts'
import { Fields, type Shape } from './fields.ts'
import { idOf } from './identity.ts'
import type { Thing } from './network-things.ts'
import type { Unmodelled } from './unmodelled.ts'

/** A region being read, and what was found that the model does not cover. */
export interface Source {
  readonly region: Region
  readonly unmodelled: Unmodelled[]
}

/** The properties of a resource, or of a part of one. */
export const fieldsOf = (source: Source, value: Value, shape: Shape): Fields =>
  new Fields(value, shape, source.unmodelled)

/** Reads every resource of a type; one that its reader cannot make sense of is left out and has been reported. */
export function readEach<Read>(
  source: Source,
  shape: Shape,
  read: (fields: Fields, thing: Thing, resource: Resource) => Read | undefined,
): Read[] {
  return source.region.resources
    .filter(({ type }) => type === shape.name)
    .flatMap((resource) => {
      const { doubt } = resource
      if (doubt) source.unmodelled.push({ what: doubt.why, at: doubt.at, touches: shape.touches })
      const thing = { address: resource.address, id: idOf(source.region, resource), at: resource.at }
      const one = read(fieldsOf(source, located(resource), shape), thing, resource)
      return one === undefined ? [] : [one]
    })
}

/** What is missing from a resource is missing where the resource stands, not where its properties begin. */
const located = ({ properties, at }: Resource): MapValue => ({ ...properties, at })

/** A text that stands nowhere in the template, placed where it follows from. */
export const implied = (text: string, at: TextValue['at']): TextValue => ({ kind: 'text', text, at })
