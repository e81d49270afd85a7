import { apexOf } from '../../lab/services/index.ts'
import type { World } from '../../lab/world.ts'

/** The default name of the templates' private API. */
export function privateApiName({ model, plan }: World): string {
  const api = model.apis.apis.find(({ type }) => type.text === 'PRIVATE')
  if (!api) throw new Error('the templates have no private API')
  return `${api.id}.${apexOf(plan.region)}`
}
