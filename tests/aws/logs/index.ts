import { inventory } from '../cloudformation/inventory.ts'
import type { State } from '../cloudformation/state.ts'
import { textIn } from '../protocol/data.ts'
import { awsJson } from '../protocol/json.ts'
import { ServiceError } from '../protocol/service-error.ts'
import type { Service } from '../service.ts'

interface LateWrite {
  /** A log group, once it is deleted. */
  readonly group: string
  /** Milliseconds later somebody writes to it again, which makes it anew, without retention. */
  readonly after: number
  readonly times?: number
}

/** Log groups: those of stacks, those a test adds, and those that come back. */
export class Logs {
  private readonly own = new Map<string, number>()
  private readonly deleted = new Map<string, number>()
  private readonly writes: { readonly write: LateWrite; left: number; seen: number | undefined }[] = []
  private readonly state: State

  constructor(state: State) {
    this.state = state
  }

  add(group: string): void {
    this.own.set(group, this.state.now)
  }

  writeLate(write: LateWrite): void {
    this.writes.push({ write, left: write.times ?? 1, seen: undefined })
  }

  /** Each with the time it was made. */
  groups(): Map<string, number> {
    const there = new Map<string, number>()
    for (const { resource, goneAt } of inventory(this.state, 'AWS::Logs::LogGroup')) {
      const name = resource.physicalId ?? ''
      const gone = this.deleted.get(name) ?? 0
      if (goneAt !== undefined) this.deleted.set(name, Math.max(gone, goneAt))
      else if (gone < resource.at) there.set(name, resource.at)
    }
    this.comeBack()
    for (const [name, at] of this.own) there.set(name, at)
    return there
  }

  delete(group: string): void {
    if (!this.groups().has(group))
      throw new ServiceError('ResourceNotFoundException', 'The specified log group does not exist.')
    this.own.delete(group)
    this.deleted.set(group, this.state.now)
  }

  private comeBack(): void {
    for (const each of this.writes) {
      const gone = this.deleted.get(each.write.group)
      if (gone === undefined || each.left === 0 || each.seen === gone) continue
      if (gone + each.write.after > this.state.now) continue
      each.left -= 1
      each.seen = gone
      this.own.set(each.write.group, gone + each.write.after)
    }
  }
}

export const logs = (cloud: Logs, { place }: State): Service => ({
  protocol: awsJson,
  dialect: 'json',
  actions: {
    DescribeLogGroups({ parameters }) {
      const prefix = textIn(parameters, 'logGroupNamePrefix') ?? ''
      const pattern = textIn(parameters, 'logGroupNamePattern')?.toLowerCase() ?? ''
      const size = Number(textIn(parameters, 'limit') ?? 50)
      const from = Number(textIn(parameters, 'nextToken') ?? 0)
      const names = [...cloud.groups()]
        .filter(([name]) => name.startsWith(prefix) && name.toLowerCase().includes(pattern))
        .sort(([a], [b]) => (a < b ? -1 : 1))
      const next = from + size < names.length ? String(from + size) : undefined
      return {
        logGroups: names.slice(from, from + size).map(([name, at]) => ({
          logGroupName: name,
          creationTime: at,
          arn: `${arnOf(place, name)}:*`,
          logGroupArn: arnOf(place, name),
          storedBytes: 0,
        })),
        nextToken: next,
      }
    },
    DeleteLogGroup({ parameters }) {
      cloud.delete(textIn(parameters, 'logGroupName') ?? '')
      return {}
    },
  },
  permission: ({ action, parameters }) => ({
    action: `logs:${action}`,
    resource: arnOf(place, textIn(parameters, 'logGroupName') ?? '*'),
  }),
})

const arnOf = ({ region, account }: State['place'], name: string): string =>
  `arn:aws:logs:${region}:${account}:log-group:${name}`
