import { itemsOf, textOf } from '../../../../scripts/template/tree.ts'
import { type Structure, textIn } from '../../protocol/data.ts'
import type { Action } from '../../service.ts'
import { requiredBy } from '../capabilities.ts'
import { validationError } from '../parameters.ts'
import type { State } from '../state.ts'
import type { Opened } from '../template/shelf.ts'
import { changeSetOf, stackOf } from './find.ts'

/** A template's own size when it comes in the request (quotas, "Template body size"). */
const MOST_INLINE = 51_200

/** The template of a request: in it, behind a URL, or the one deployed. */
export function templateOf(state: State, parameters: Structure, previous: Opened | undefined): Opened {
  const body = textIn(parameters, 'TemplateBody')
  const url = textIn(parameters, 'TemplateURL')
  if (body !== undefined) {
    if (Buffer.byteLength(body) > MOST_INLINE)
      throw validationError(
        `1 validation error detected: Value at 'templateBody' failed to satisfy constraint: Member must have length less than or equal to ${MOST_INLINE}`,
      )
    return state.shelf.open(body)
  }
  if (url !== undefined) {
    const found = state.fetch(url)
    if (typeof found === 'string') throw validationError(found)
    return found
  }
  if (previous && parameters.UsePreviousTemplate !== undefined) return previous
  throw validationError('Either Template URL or Template Body must be specified.')
}

export const templateActions = (state: State): Readonly<Record<string, Action>> => ({
  GetTemplate({ parameters }) {
    const changeSet = textIn(parameters, 'ChangeSetName') ? changeSetOf(state, parameters) : undefined
    const stack = changeSet?.stack ?? stackOf(state, parameters, 'Stack with id {} does not exist')
    const desired = changeSet?.desired ?? stack.deployed
    if (!desired) throw validationError(`Stack with id ${stack.name} does not exist`)
    return { TemplateBody: desired.opened.body, StagesAvailable: ['Original', 'Processed'] }
  },

  GetTemplateSummary({ parameters }) {
    const stack = textIn(parameters, 'StackName')
      ? stackOf(state, parameters, 'Stack with id {} does not exist')
      : undefined
    const opened = stack?.deployed?.opened ?? templateOf(state, parameters, undefined)
    const types = [...opened.template.resources.values()].map(({ type }) => type)
    return {
      ...acknowledgements(opened),
      Parameters: parametersOf(opened).map(
        ({ ParameterKey, DefaultValue, Description, NoEcho, type, allowed }) => ({
          ParameterKey,
          DefaultValue,
          ParameterType: type,
          NoEcho,
          Description,
          ParameterConstraints: allowed && { AllowedValues: allowed },
        }),
      ),
      ResourceTypes: [...new Set(types)],
      Version: '2010-09-09',
      Metadata: opened.extras.metadata,
      ResourceIdentifierSummaries: [],
    }
  },

  ValidateTemplate({ parameters }) {
    const opened = templateOf(state, parameters, undefined)
    const parts = parametersOf(opened).map(({ type: _type, allowed: _allowed, ...each }) => each)
    return { ...acknowledgements(opened), Parameters: parts }
  },
})

const parametersOf = ({ template, extras }: Opened) =>
  [...template.parameters.values()].map(({ name, type, default: value, allowed }) => ({
    ParameterKey: name,
    DefaultValue: value,
    NoEcho: extras.parameter(name).noEcho,
    Description: extras.parameter(name).description,
    type,
    allowed,
  }))

function acknowledgements(opened: Opened): Structure {
  const { capabilities, types } = requiredBy(opened)
  const { transform } = opened.template
  const transforms = transform ? [transform, ...itemsOf(transform)].flatMap((each) => textOf(each) ?? []) : []
  return {
    Description: opened.extras.description,
    Capabilities: capabilities,
    CapabilitiesReason:
      types.length > 0 ? `The following resource(s) require capabilities: [${types.join(', ')}]` : undefined,
    DeclaredTransforms: transforms,
  }
}
