import type { Evaluation } from './evaluation.ts'
import type { Symbols } from './symbols.ts'
import type { MapValue, Place, UnknownValue } from './value.ts'

/** A resource as it would be made, its properties resolved. */
export interface Resource {
  /** Unique among all stacks: `SecurePrivateApi/Api`; in a root stack just its logical id. */
  readonly address: string
  readonly logicalId: string
  /** The stack's address: `SecurePrivateApi`, empty for the root. */
  readonly stack: string
  readonly type: string
  readonly properties: MapValue
  readonly dependsOn: readonly string[]
  readonly at: Place
  /**
   * Why it is not certain that the resource is made, or is made so: a condition this choice leaves open, an
   * Fn::Transform among its properties. Whoever models its type says UNKNOWN with this place.
   */
  readonly doubt?: UnknownValue
}

/** A parameter of a root stack that was given no value, as it was assumed. */
export interface Choice {
  /** `main:CorporateCidr`; without a colon for a single template. */
  readonly parameter: string
  /** The value assumed, or undefined for "any other than those of the other worlds". */
  readonly value: string | undefined
}

/** All stacks resolved for one choice of the parameters that conditions depend on. */
export interface Region {
  readonly choices: readonly Choice[]
  /**
   * For a parameter that is a symbol here, by its full name: values it is known not to have. Not with the symbol,
   * because worlds can share symbols.
   */
  readonly except?: ReadonlyMap<string, ReadonlySet<string>>
  /** Values that the user gave: `main:VpcCidr`, `AWS::Region`. */
  readonly given?: ReadonlyMap<string, string>
  /** In the order of the templates. Only resources whose condition holds. */
  readonly resources: readonly Resource[]
  readonly symbols: Symbols
  /** What resolved it, for whoever asks where a value came from. */
  readonly evaluation: Evaluation
}
