import { Document, isScalar, isSeq, Scalar, visit, type YAMLMap } from 'yaml'

/**
 * A template as YAML that CloudFormation and any YAML 1.1 reader read alike: short-form tags, no aliases, no
 * folded lines, and quotes where 1.1 would see a number, a date or a truth value.
 */
export function toYaml(template: object): string {
  const document = new Document(template, { version: '1.1', aliasDuplicateObjects: false })
  visit(document, { Map: (_key, map) => shortForm(map) })
  return document.toString({ lineWidth: 0, directives: false })
}

/** `{ Ref: x }` as `!Ref x`, `{ Fn::GetAtt: [a, b] }` as `!GetAtt a.b`, any other `{ Fn::X: y }` as `!X y`. */
function shortForm(map: YAMLMap) {
  const [pair, ...others] = map.items
  if (!pair || others.length > 0 || !isScalar(pair.key)) return undefined
  const name = String(pair.key.value)
  const value = pair.value
  if (name !== 'Ref' && !name.startsWith('Fn::')) return undefined
  if (!isScalar(value) && !isSeq(value)) return undefined
  const node = name === 'Fn::GetAtt' && isSeq(value) ? new Scalar(value.toJSON().join('.')) : value
  node.tag = `!${name.replace('Fn::', '')}`
  return node
}
