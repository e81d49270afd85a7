import type { Api, Apis, Network } from '../access/model/index.ts'
import type { Region } from '../template/region.ts'
import type { TextValue } from '../template/value.ts'
import type { Requests } from './request/acceptance.ts'
import type { Solver } from './solver.ts'

/** What a theorem is about: one API in one world. */
export interface Subject {
  readonly region: Region
  readonly network: Network
  readonly apis: Apis
  readonly api: Api
  readonly requests: Requests
  readonly solver: Solver
  /** Blocks whose hosts may call: those of the endpoints' VPCs and of the corporate network. */
  readonly networks: readonly TextValue[]
  /** The corporate network, where the templates have one. */
  readonly corporate: TextValue | undefined
}
