import { condition, findInMap, ifElse } from './choice.ts'
import { cidr } from './cidr.ts'
import type { Intrinsic } from './intrinsic.ts'
import { getAzs, length, select } from './list.ts'
import { getAtt, importValue, ref } from './reference.ts'
import { sub } from './sub.ts'
import { base64, join, split, toJsonString } from './text.ts'

/** What is understood; anything else, `Fn::Transform` and `Fn::ForEach` among it, is unknown. */
export const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: ref,
  'Fn::And': condition('Fn::And'),
  'Fn::Base64': base64,
  'Fn::Cidr': cidr,
  'Fn::Equals': condition('Fn::Equals'),
  'Fn::FindInMap': findInMap,
  'Fn::GetAZs': getAzs,
  'Fn::GetAtt': getAtt,
  'Fn::If': ifElse,
  'Fn::ImportValue': importValue,
  'Fn::Join': join,
  'Fn::Length': length,
  'Fn::Not': condition('Fn::Not'),
  'Fn::Or': condition('Fn::Or'),
  'Fn::Select': select,
  'Fn::Split': split,
  'Fn::Sub': sub,
  'Fn::ToJsonString': toJsonString,
}
