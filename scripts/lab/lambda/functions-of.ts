import type { Region, Resource } from '../../template/region.ts'
import { type MapValue, placeText, type Value } from '../../template/value.ts'
import { at, entriesAt, numberAt, textAt, textOf } from '../fields.ts'
import type { LambdaFunction, Plan } from '../plan/plan.ts'
import type { Code, FunctionConfig, Logs } from './function-config.ts'

/** The functions of the plan, as the templates configure them; with the defaults of CloudFormation. */
export const functionsOf = (region: Region, plan: Plan): FunctionConfig[] =>
  plan.functions.map((planned) => {
    const resource = region.resources.find(({ address }) => address === planned.address)
    if (!resource) throw new Error(`the plan has ${planned.address}, the region does not`)
    return configOf(resource, planned, plan)
  })

function configOf({ properties, at }: Resource, planned: LambdaFunction, plan: Plan): FunctionConfig {
  const read = (...path: string[]) => textAt(properties, ...path)
  return {
    address: planned.address,
    namespace: planned.name,
    runtimeApi: planned.runtimeApi.lab,
    name: planned.id,
    arn: `arn:${plan.partition}:lambda:${plan.region}:${plan.account}:function:${planned.id}`,
    region: plan.region,
    code: codeOf({ ...properties, at }),
    runtime: read('Runtime') ?? '',
    handler: read('Handler') ?? '',
    memory: numberAt(properties, 'MemorySize') ?? 128,
    timeout: numberAt(properties, 'Timeout') ?? 3,
    environment: Object.fromEntries(
      entriesAt(properties, 'Environment', 'Variables').map(([name, value]) => [name, textOf(value) ?? '']),
    ),
    reserved: numberAt(properties, 'ReservedConcurrentExecutions'),
    logGroup: read('LoggingConfig', 'LogGroup') ?? `/aws/lambda/${planned.id}`,
    logs: logsOf(read('LoggingConfig', 'LogFormat'), read('LoggingConfig', 'ApplicationLogLevel')),
  }
}

/** Whatever keeps the lab from running a function as AWS would, it says when the function is invoked. */
function codeOf(properties: MapValue): Code {
  const unresolved = firstUnknown(properties)
  if (unresolved) return none(`${unresolved.why} is not known here`, unresolved)
  const layers = properties.entries.get('Layers')
  if (layers) return none('the lab has no layers', layers)
  const runtime = properties.entries.get('Runtime')
  if (runtime && !/^nodejs\d/.test(textOf(runtime) ?? ''))
    return none(`the lab runs Node functions only, not ${textOf(runtime)}`, runtime)
  const text = textAt(properties, 'Code', 'ZipFile')
  if (text === undefined)
    return none('the lab runs inline code only (Code.ZipFile)', at(properties, 'Code') ?? properties)
  return { kind: 'inline', text }
}

const none = (why: string, { at }: Value): Code => ({ kind: 'none', why: `${why} (${placeText(at)})` })

/** What the code, the handler or the environment of a function needs and the templates do not tell. */
function firstUnknown({ entries }: MapValue) {
  const needed = ['Code', 'Environment', 'Handler', 'MemorySize', 'Runtime', 'Timeout']
  return needed.flatMap((name) => unknowns(entries.get(name)))[0]
}

function unknowns(value: Value | undefined): Extract<Value, { kind: 'unknown' }>[] {
  if (value?.kind === 'unknown') return [value]
  if (value?.kind === 'map') return [...value.entries.values()].flatMap(unknowns)
  return value?.kind === 'list' ? value.items.flatMap(unknowns) : []
}

const logsOf = (format: string | undefined, level: string | undefined): Logs =>
  format === 'JSON' ? { format, level: level ?? 'INFO' } : { format: 'Text' }
