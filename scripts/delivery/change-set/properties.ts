import type {
  ResourceChange,
  ResourceChangeDetail,
  ResourceTargetDefinition,
} from '@aws-sdk/client-cloudformation'
import { leafChanges, parsed } from './leaves.ts'

/** A property, or another attribute, that is not what it was. */
export interface PropertyChange {
  /** `Environment.Variables.LOG_LEVEL`; an attribute of the resource, such as `DeletionPolicy`, by its name. */
  readonly path: string
  readonly before: string | undefined
  readonly after: string | undefined
  /** Whether the change set tells the values at all. */
  readonly isTold: boolean
  readonly replaces: 'always' | 'maybe' | 'never'
  /** The parameters and resources that it comes from; none where the template itself was edited. */
  readonly causes: readonly string[]
}

/** What of a resource changes, each property once: the service lists one for each reason that it changes for. */
export function propertyChanges(change: ResourceChange): PropertyChange[] {
  const details = (change.Details ?? []).filter(({ Target }) => Target?.Attribute)
  const hasValues = details.some(({ Target }) => isTold(Target))
  const compared = hasValues ? [] : comparedContexts(change, details)
  return compared.length > 0 ? compared : fromDetails(details)
}

function fromDetails(details: readonly ResourceChangeDetail[]): PropertyChange[] {
  const paths = new Set(details.map(({ Target }) => pathOf(Target)))
  return [...paths].map((path) => {
    const same = details.filter(({ Target }) => pathOf(Target) === path)
    // Of several reasons some may tell less than others.
    const target = same.find(({ Target }) => isTold(Target))?.Target
    return {
      path,
      before: target?.BeforeValue,
      after: target?.AfterValue,
      isTold: target !== undefined,
      ...reasonsOf(same),
    }
  })
}

/** Where no value is told with the details, the resource before and after still is. */
function comparedContexts(change: ResourceChange, details: readonly ResourceChangeDetail[]) {
  const [before, after] = [parsed(change.BeforeContext), parsed(change.AfterContext)]
  if (before === undefined || after === undefined) return []
  return leafChanges(before, after).map((leaf): PropertyChange => {
    const path = leaf.path.replace(/^Properties\./, '')
    const [property] = path.split('.')
    const same = details.filter(({ Target }) => pathOf(Target).split('.')[0] === property)
    return { path, before: leaf.before, after: leaf.after, isTold: true, ...reasonsOf(same) }
  })
}

function reasonsOf(details: readonly ResourceChangeDetail[]): Pick<PropertyChange, 'replaces' | 'causes'> {
  const recreation = details.map(({ Target, Evaluation }) =>
    // One that may turn out not to change at all replaces nothing for certain.
    Target?.RequiresRecreation === 'Always' && Evaluation === 'Dynamic'
      ? 'Conditionally'
      : Target?.RequiresRecreation,
  )
  const causes = details.flatMap(({ ChangeSource, CausingEntity }) =>
    CausingEntity === undefined
      ? []
      : [ChangeSource === 'ParameterReference' ? `parameter ${CausingEntity}` : CausingEntity],
  )
  return {
    replaces: recreation.includes('Always')
      ? 'always'
      : recreation.includes('Conditionally')
        ? 'maybe'
        : 'never',
    causes: [...new Set(causes)],
  }
}

const isTold = (target: ResourceTargetDefinition | undefined): boolean =>
  target?.BeforeValue !== undefined || target?.AfterValue !== undefined

/** `/Properties/Tags/0` is a JSON pointer; without values there is only the property's name. */
function pathOf(target: ResourceTargetDefinition | undefined): string {
  if (!target?.Path) return target?.Name ?? target?.Attribute ?? ''
  return target.Path.replace(/^\/(Properties\/)?/, '')
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.')
}
