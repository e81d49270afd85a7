import { idOf, policyValue } from '../../access/model/index.ts'
import { readPolicy, type Statement } from '../../access/policy/document.ts'
import type { Region, Resource } from '../../template/region.ts'
import type { MapValue, TextValue, Value } from '../../template/value.ts'
import { functionsOf } from './functions.ts'
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
      const group = logGroupOf(made.properties)
      const allowed = inlineStatements(role.properties).flatMap(({ effect, actions, resources }) =>
        effect === 'Allow' && !actions.not && reaches(resources, group?.text)
          ? actions.items.map(({ text }) => text)
          : [],
      )
      const managed = JSON.stringify(texts(role.properties.entries.get('ManagedPolicyArns')))
      const needed = ['logs:CreateLogStream', 'logs:PutLogEvents']
      const missing = needed.filter((action) => !allowed.some((one) => covers(one, action)))
      return missing.length === 0 || /AWSLambda(?:Basic|VPCAccess)ExecutionRole/.test(managed)
        ? []
        : [
            { text: `${role.address} does not allow ${missing.join(' and ')}`, at: role.at },
            {
              text: `it is the role of ${target.address}`,
              at: made.properties.entries.get('Role')?.at ?? made.at,
            },
            ...(group ? [{ text: 'whose log is this', at: group.at }] : []),
          ]
    })
    return unless(objections)
  },
}

function roleOf(region: Region, properties: MapValue): Resource | undefined {
  const role = properties.entries.get('Role')
  return region.resources.find(
    (one) =>
      one.type === 'AWS::IAM::Role' && role?.kind === 'text' && role.text.endsWith(`/${idOf(region, one)}`),
  )
}

/** The group that the function names; undefined for the one Lambda makes. */
function logGroupOf(properties: MapValue): TextValue | undefined {
  const config = properties.entries.get('LoggingConfig')
  const group = config?.kind === 'map' ? config.entries.get('LogGroup') : undefined
  return group?.kind === 'text' ? group : undefined
}

/** Whether a statement is about the log group: of one that Lambda makes itself, the name is not asked for. */
const reaches = (resources: Statement['resources'], group: string | undefined): boolean =>
  !resources ||
  (!resources.not &&
    resources.items.some(({ text }) => text === '*' || group === undefined || text.includes(group)))

const inlineStatements = (role: MapValue) =>
  items(role.entries.get('Policies')).flatMap((policy) => {
    const document = policy.kind === 'map' ? policy.entries.get('PolicyDocument') : undefined
    return document ? readPolicy(policyValue(document)).statements : []
  })

const items = (value: Value | undefined): readonly Value[] => (value?.kind === 'list' ? value.items : [])
const texts = (value: Value | undefined) =>
  items(value).map((item) => (item.kind === 'text' ? item.text : ''))
const covers = (pattern: string, action: string) =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    'i',
  ).test(action)
