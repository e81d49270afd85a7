import type { Region } from '../../template/region.ts'
import { type Api, type Apis, type Network, readApis, readNetwork } from '../model/index.ts'
import type { Call } from './call.ts'

/** Where the templates are deployed. */
export interface Account {
  readonly partition: string
  readonly region: string
  readonly account: string
}

/** Everything that the gates look at. */
export interface Model {
  readonly network: Network
  readonly apis: Apis
  readonly account: Account
}

/** Reads a region all of whose texts are known. */
export const readModel = (region: Region, account: Account): Model => ({
  network: readNetwork(region),
  apis: readApis(region),
  account,
})

/** The API that a call is made to. */
export function apiOf({ api: address }: Call, { apis }: Model): Api {
  const api = apis.apis.find((one) => one.address === address)
  if (!api) throw new Error(`no API ${address}`)
  return api
}

/** What API Gateway expands `execute-api:/` to (semantics, section 3.7). */
export function apiArn(call: Call, model: Model): string {
  const { partition, region, account } = model.account
  return `arn:${partition}:execute-api:${region}:${account}:${apiOf(call, model).id}`
}
