import type { Call, Model } from '../access/gates/index.ts'
import { covers } from '../access/gates/index.ts'
import type { Api } from '../access/model/index.ts'
import { type InvokeForm, isApiEndpoint } from '../access/network/index.ts'
import { UserError } from '../command/user-error.ts'
import { callerOf } from './callers.ts'
import { type Asked, HINT } from './options.ts'

const FORMS: readonly InvokeForm[] = ['default-name', 'alias-name', 'endpoint-name']

/** The call that the person describes. */
export function callOf(asked: Asked, model: Model, corporate: string | undefined): Call {
  const { method, path } = parseRequest(asked.request)
  if (asked.from === undefined) throw new UserError('--from is missing: who calls?', HINT)
  const api = chooseApi(asked.api, path, model)
  const form = FORMS.find((one) => one === (asked.form ?? 'default-name'))
  if (!form) throw new UserError(`There is no form '${asked.form}'.`, HINT)
  if (asked.as !== undefined && !/^arn:[a-z-]+:(iam|sts)::\d{12}:.+/.test(asked.as))
    throw new UserError(
      `'${asked.as}' is no ARN of a principal.`,
      'It looks like arn:aws:iam::123456789012:role/Caller.',
    )
  if (form !== 'default-name' && !model.network.endpoints.some(isApiEndpoint))
    throw new UserError(`The templates make no endpoint for the ${form} to name.`, 'Leave --form out.')
  return {
    caller: callerOf(asked.from, { model, corporate }),
    principal: asked.as ?? null,
    api: api.address,
    form,
    method,
    path,
    stage: asked.stage ?? api.stages[0]?.name.text ?? 'prod',
  }
}

function parseRequest(request: string | undefined): { method: string; path: string } {
  const [, method, path] = /^([A-Z]+) (\/\S*)$/.exec(request ?? '') ?? []
  if (method !== undefined && path !== undefined) return { method, path }
  const what = request === undefined ? '--request is missing: what is asked?' : `'${request}' is no request.`
  throw new UserError(what, "It looks like 'GET /secure/greeter': a verb in capitals, a space, a path.")
}

/** The API that was named; else the one that declares the path; else the private one. */
function chooseApi(named: string | undefined, path: string, { apis: { apis } }: Model): Api {
  const found =
    named === undefined
      ? (apis.find(({ methods }) => methods.some((method) => covers(method.path, path))) ??
        apis.find(({ type }) => type.text === 'PRIVATE') ??
        apis[0])
      : apis.find(({ address }) => address === named || address.split(/[/:]/).at(-1) === named)
  if (found) return found
  const names = apis.map(({ address }) => address).join(', ') || 'none'
  throw new UserError(`No such API; the templates make: ${names}.`, HINT)
}
