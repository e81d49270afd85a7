import { type Integration, namesFunction, type Permission, type Thing, Undecided } from '../model/index.ts'
import { declaredMethod } from './declared.ts'
import { answers, type Gate, type Judgement, pass, stop } from './gate.ts'
import { apiArn, apiOf, type Model } from './model.ts'

/** API Gateway may invoke what answers the method (semantics, sections 0 and 9.1). */
export const integration: Gate = {
  name: 'integration permission',
  decide(call, model) {
    const declared = declaredMethod(apiOf(call, model), call.method, call.path)
    const { integration: target } = declared ?? {}
    if (!declared || !target) {
      return stop(answers.integrationFailed, { says: 'nothing answers the method', at: declared?.at })
    }
    if (target.type.text === 'MOCK') return pass({ says: 'API Gateway answers itself', at: target.at })
    if (target.credentials)
      throw new Undecided('what the role of the integration may invoke', target.credentials.at)
    if (!target.type.text.startsWith('AWS'))
      throw new Undecided(`an integration of type ${target.type.text}`, target.at)
    return invoke(
      target,
      `${apiArn(call, model)}/${call.stage}/${call.method}/${declared.path.replace(/^\//, '')}`,
      model,
    )
  },
}

/** The function's own policy must let API Gateway invoke it for this stage, verb and declared path. */
function invoke(target: Integration, arn: string, model: Model): Judgement {
  const invoked = INVOKED.exec(target.uri?.text ?? '')?.[1]
  const greeter = model.apis.functions.find((one) => invoked !== undefined && namesFunction(one, invoked))
  if (!greeter) throw new Undecided('an integration with something that no template makes', target.at)
  const own = model.apis.permissions.filter(({ functionName }) => namesFunction(greeter, functionName.text))
  const grant = own.find((one) => grants(one, arn, model))
  if (grant) {
    const source = grant.sourceArn?.text ?? 'any API'
    return pass({
      says: `${grant.address} lets API Gateway invoke ${greeter.address} for ${source}`,
      at: grant.at,
    })
  }
  return stop(answers.integrationFailed, ...refusals(greeter, own, arn))
}

const INVOKED = /:lambda:path\/2015-03-31\/functions\/([^/]+)\/invocations$/

function grants(
  { action, principal, sourceArn, sourceAccount }: Permission,
  arn: string,
  model: Model,
): boolean {
  if (!['lambda:InvokeFunction', 'lambda:*', '*'].includes(action.text)) return false
  if (principal.text !== 'apigateway.amazonaws.com') return false
  if (sourceAccount && sourceAccount.text !== model.account.account) return false
  return !sourceArn || isLike(sourceArn.text, arn)
}

function refusals({ address, at }: Thing, permissions: readonly Permission[], arn: string) {
  if (permissions.length === 0) return [{ says: `no permission lets anybody invoke ${address}`, at }]
  return permissions.map((one) => ({
    says: `${one.address} does not admit ${arn}`,
    at: one.sourceArn?.at ?? one.at,
  }))
}

/** `*` and `?` as in every ARN pattern; a `*` spans slashes. */
function isLike(pattern: string, text: string): boolean {
  const escaped = pattern.replace(/[\\^$.|+()[\]{}]/g, '\\$&')
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's').test(text)
}
