import { ID_PREFIXES } from '../../../../scripts/template/id-prefixes.ts'
import type { Ids } from '../ids.ts'

/** More prefixes than templates are compared by. */
const EC2: Readonly<Record<string, string>> = {
  ...ID_PREFIXES,
  'AWS::EC2::FlowLog': 'fl-',
  'AWS::EC2::SubnetRouteTableAssociation': 'rtbassoc-',
  'AWS::EC2::VPCGatewayAttachment': 'IGW|vpc-',
  'AWS::Route53Resolver::ResolverEndpoint': 'rslvr-in-',
}

/** A physical id such as the service behind a type gives (resource reference, "Ref"). */
export function physicalId(stackName: string, logicalId: string, type: string, ids: Ids): string {
  const prefix = EC2[type]
  if (prefix) return `${prefix}0${ids.hex(16)}`
  if (type.startsWith('AWS::ApiGateway::')) return ids.suffix(10).toLowerCase()
  if (type === 'AWS::S3::Bucket')
    return `${stackName}-${logicalId}-${ids.suffix()}`.toLowerCase().slice(0, 63)
  return `${stackName.slice(0, 64 - 13 - Math.min(logicalId.length, 24) - 1)}-${logicalId.slice(0, 24)}-${ids.suffix()}`
}

/** `ROOT-SecurePrivateApi-1A2B3C4D5E6F` */
export const nestedName = (parentName: string, logicalId: string, ids: Ids): string =>
  `${parentName}-${logicalId}-${ids.suffix()}`
