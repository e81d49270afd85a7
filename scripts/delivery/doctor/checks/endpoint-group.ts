import type { IpPermission } from '@aws-sdk/client-ec2'
import { parseBlock } from '../../../access/network/addresses.ts'
import { bad, type Check, type Finding, ok } from '../check.ts'
import { isExisting } from '../existing-endpoint.ts'

export const endpointGroup: Check = {
  name: 'security group',
  looksAt: 'DescribeSecurityGroups',
  applies: isExisting,
  async run({ aws, endpoint }) {
    const { DescribeSecurityGroupsCommand, DescribeVpcsCommand, EC2Client } = await import(
      '@aws-sdk/client-ec2'
    )
    const found = await endpoint()
    const groups = (found?.Groups ?? []).flatMap(({ GroupId }) => GroupId ?? [])
    if (!found?.VpcId || groups.length === 0)
      return { verdict: 'unknown', found: 'there is no endpoint with a security group' }
    const ec2 = aws.open(EC2Client)
    const [{ SecurityGroups = [] }, { Vpcs = [] }] = await Promise.all([
      ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: groups })),
      ec2.send(new DescribeVpcsCommand({ VpcIds: [found.VpcId] })),
    ])
    const rules = SecurityGroups.flatMap(({ IpPermissions = [] }) => IpPermissions)
    const blocks = Vpcs.flatMap(({ CidrBlock, CidrBlockAssociationSet: more = [] }) => [
      CidrBlock ?? '',
      ...more.map((each) => each.CidrBlock ?? ''),
    ]).filter(Boolean)
    return judged(groups.join(', '), rules, [...new Set(blocks)])
  },
}

/** @param blocks addresses of the VPC */
export function judged(groups: string, rules: readonly IpPermission[], blocks: readonly string[]): Finding {
  const open = rules.filter(isHttps)
  const shut = blocks.filter((block) => !open.some((rule) => admits(rule, block)))
  if (shut.length === 0) return ok(`${groups} lets tcp/443 in from ${blocks.join(', ')}`)
  const others = open.some(
    ({ UserIdGroupPairs = [], PrefixListIds = [] }) => [...UserIdGroupPairs, ...PrefixListIds].length > 0,
  )
  const found = `${groups} has no rule that lets tcp/443 in from all of ${shut.join(', ')}`
  if (others)
    return {
      verdict: 'warning',
      found: `${found}; others let it in from security groups or prefix lists`,
      cure: 'See that callers are in those, or add a rule for the VPC.',
    }
  return bad(found, 'Add one: without it, callers get no answer.')
}

function isHttps({ IpProtocol, FromPort = 0, ToPort = 65_535 }: IpPermission): boolean {
  if (IpProtocol === '-1') return true
  return (IpProtocol === 'tcp' || IpProtocol === '6') && FromPort <= 443 && 443 <= ToPort
}

function admits({ IpRanges = [] }: IpPermission, text: string): boolean {
  const block = parseBlock(text)
  return IpRanges.some(({ CidrIp = '' }) => {
    const range = parseBlock(CidrIp)
    return (
      block !== undefined && range !== undefined && range.first <= block.first && block.last <= range.last
    )
  })
}
