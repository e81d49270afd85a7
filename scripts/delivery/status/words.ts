import type { Paint } from '../../command/paint.ts'
import { type DeployStep, type DestroyStep, stateOf } from '../stack/states.ts'

/** What `npm run deploy` does with a stack in some state. */
export const DEPLOYS: Readonly<Record<DeployStep, string>> = {
  create: 'makes it',
  update: 'updates it',
  wait: 'watches that to its end, then goes on',
  recreate: 'lists what is left of it, asks, deletes it and makes it anew',
  'roll-back': 'asks, and rolls it back first',
  'free-rollback': 'asks, and frees its rollback first',
  'destroy-first': 'is refused: it has to be destroyed first',
}

/** And `npm run destroy`. */
export const DESTROYS: Readonly<Record<DestroyStep, string>> = {
  nothing: 'looks for what is left of it',
  delete: 'lists all that is in it, asks for its name, and deletes it',
  wait: 'watches that to its end, then goes on',
}

/** `UPDATE_COMPLETE: as it was asked for` */
export function stateText(status: string | undefined, paint: Paint): string {
  const { outcome, isBusy } = stateOf(status)
  if (outcome === 'success')
    return paint('good', `${status}: as it was asked for${isBusy ? '; being tidied up' : ''}`)
  if (outcome === 'failure') return paint('bad', `${status}: the last operation failed`)
  if (outcome === 'gone') return `${status}: it is gone`
  return isBusy
    ? paint('warning', `${status}: CloudFormation is at work`)
    : `${status}: nothing but a change set that was never executed`
}
