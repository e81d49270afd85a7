import type { Region } from '../../template/region.ts'
import type { TextValue } from '../../template/value.ts'
import type { Network } from './network-things.ts'
import type { Unmodelled } from './unmodelled.ts'

/** What the network refers to and no template makes: an existing VPC, subnet, group, table or NACL. */
export function outsideTemplates(
  { symbols }: Region,
  { vpcs, subnets, routeTables, groups, acls, endpoints, hosts }: Omit<Network, 'unmodelled'>,
): Unmodelled[] {
  const interfaces = hosts.flatMap((host) => host.interfaces)
  const rules = groups.flatMap((group) => group.rules)
  const references: [string, readonly { id: string }[], (TextValue | undefined)[]][] = [
    ['VPC', vpcs, [...subnets, ...routeTables, ...groups, ...acls, ...endpoints].map(({ vpc }) => vpc)],
    [
      'subnet',
      subnets,
      [...endpoints.flatMap((one) => one.subnets), ...interfaces.map(({ subnet }) => subnet)],
    ],
    [
      'security group',
      groups,
      [
        ...[...endpoints, ...interfaces].flatMap((one) => one.groups),
        ...rules.flatMap(({ peer }) => (peer.kind === 'group' ? [peer.text] : [])),
      ],
    ],
    ['route table', routeTables, subnets.map(({ routeTable }) => routeTable)],
    ['network ACL', acls, subnets.map(({ acl }) => acl)],
  ]
  return references.flatMap(([what, made, named]) => {
    const known = new Set(made.map(({ id }) => id))
    return named.flatMap((text): Unmodelled[] =>
      text === undefined || known.has(text.text)
        ? []
        : [
            {
              what: `the ${what} ${symbols.show(text.text)} is made by none of the templates`,
              at: text.at,
              touches: 'outside',
            },
          ],
    )
  })
}
