export { HANDLER, type Handler, handlerCode } from './code.ts'
export * as parameter from './parameters.ts'
export { policy, type Statement, trust } from './policy.ts'
export type { ResourceTypes } from './resources.gen.ts'
export { scope } from './scope.ts'
export { type Bodies, type CloudFormation, type Template, template } from './template.ts'
export {
  and,
  availabilityZones,
  cidrBlocks,
  type Dynamic,
  equals,
  find,
  join,
  not,
  select,
  split,
  type Text,
} from './values.ts'
