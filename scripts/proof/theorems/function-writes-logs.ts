import type { Thing } from '../../access/model/index.ts'
import type { Region, Resource } from '../../template/region.ts'
import type { MapValue, Value } from '../../template/value.ts'
import { Unsupported } from '../logic/unsupported.ts'
import type { Subject } from '../subject.ts'
import { functionsOf } from './functions.ts'
import { documentsOf, namesOf, statementsOn, textsOf } from './identity-policies.ts'
import { notApplicable, type Reason, type Theorem, unless } from './theorem.ts'

export const functionWritesLogs: Theorem = {
  id: 'function-writes-logs',
  kind: 'liveness',
  sentence: 'the role of the function lets it write its log',
  severity: 'error',
  assumes: ['iam-semantics'],
  touches: ['function'],
  check(subject) {
    const { region } = subject
    const targets = functionsOf(subject).map(({ target }) => target)
    if (targets.length === 0) return notApplicable('no function of the templates is behind the API')
    const objections = targets.flatMap((target): Reason[] => {
      const made = region.resources.find(({ address }) => address === target.address)
      const role = made && roleOf(region, made.properties)
      if (!role) return [{ text: `the role of ${target.address} is not in the templates`, at: target.at }]
      const missing = ['logs:CreateLogStream', 'logs:PutLogEvents'].filter(
        (action) => !mayWrite(subject, role, action, streamOf(subject, target, made)),
      )
      if (missing.length === 0) return []
      const { entries } = made.properties
      const group = groupOf(entries)
      return [
        { text: `${role.address} does not allow ${missing.join(' and ')}`, at: role.at },
        { text: `it is the role of ${target.address}`, at: entries.get('Role')?.at ?? made.at },
        ...(group ? [{ text: 'whose log is this', at: group.at }] : []),
      ]
    })
    return unless(objections)
  },
}

const roleOf = (region: Region, properties: MapValue): Resource | undefined => {
  const [arn = ''] = textsOf(properties.entries.get('Role'))
  return region.resources.find(
    (one) => one.type === 'AWS::IAM::Role' && namesOf(region, one).some((name) => arn.endsWith(`/${name}`)),
  )
}

/** A stream of the group that the function names, or else of the one that Lambda makes for it. */
function streamOf({ requests }: Subject, { id }: Thing, { properties }: Resource): string {
  const [group = `/aws/lambda/${id}`] = textsOf(groupOf(properties.entries))
  const [, , , region, account] = requests.routes.apiArn.split(':')
  return `arn:aws:logs:${region}:${account}:log-group:${group}:log-stream:one`
}

/** The group that the function names, as a value. */
function groupOf(entries: MapValue['entries']): Value | undefined {
  const config = entries.get('LoggingConfig')
  return config?.kind === 'map' ? config.entries.get('LogGroup') : undefined
}

function mayWrite({ region }: Subject, role: Resource, action: string, stream: string): boolean {
  const statements = documentsOf(region, role).flatMap((document) =>
    statementsOn(region, document, action, stream),
  )
  const conditional = statements.find(({ conditions }) => conditions.length > 0)
  if (conditional)
    throw new Unsupported(`conditions of ${role.address} for ${action} are not read`, conditional.at)
  if (statements.some(({ effect }) => effect === 'Deny')) return false
  if (statements.length > 0) return true
  const managed = textsOf(role.properties.entries.get('ManagedPolicyArns'))
  return managed.some((arn) => /AWSLambda(?:Basic|VPCAccess)ExecutionRole$/.test(arn))
}
