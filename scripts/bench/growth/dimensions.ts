import { api, denials, statement } from './api.ts'
import { type Parts, subnet, template, VPC_BLOCK, workload } from './template.ts'

/** Something that templates have more or less of; `make` writes one that has n of it. */
export interface Dimension {
  readonly name: string
  /** For people: what one more of it is. */
  readonly text: string
  readonly sizes: readonly number[]
  make(n: number): string
}

/** The sizes lie closer at the end, where the growth is read off. */
export const DIMENSIONS: readonly Dimension[] = [
  {
    name: 'statements',
    text: 'statements of the resource policy: denied networks, paths and endpoints, allowed parts of the VPC',
    sizes: [10, 30, 100, 300, 600, 1000],
    make: (n) => template({ statements: count(n - 3, furtherStatement) }),
  },
  {
    name: 'routes',
    text: 'paths with a GET, each with a resource, a method, a permission and a place in the policy',
    sizes: [10, 30, 100, 200, 300],
    make: (n) => template({ routes: count(n, (i) => `greeter-${i}`) }),
  },
  {
    name: 'CIDRs',
    text: "blocks that tile the VPC, each in the policy's condition and in a rule of the endpoint's security group",
    sizes: [10, 30, 100, 300, 600, 1000],
    make: (n) => template({ blocks: tiles(n) }),
  },
  {
    name: 'resources',
    text: 'resources in all: instances with a subnet and a security group each, and for every four of these an API of eight',
    sizes: [30, 100, 200, 350, 500],
    make: (n) => template(manyResources(n)),
  },
]

const count = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i))

/** Kinds that occur, none of them dead, and none that touches the consumer's call. */
function furtherStatement(i: number): object {
  const number = Math.floor(i / 4)
  switch (i % 4) {
    case 0:
      return statement('Deny', {
        Condition: { IpAddress: { 'aws:VpcSourceIp': `172.${16 + (number >> 8)}.${number & 255}.0/24` } },
      })
    case 1:
      return statement('Deny', { Resource: `execute-api:/miztiik/GET/area-${number}/*` })
    case 2:
      return statement('Deny', {
        Condition: { StringEquals: { 'aws:SourceVpce': `vpce-${String(number).padStart(17, '0')}` } },
      })
    default:
      return statement('Allow', {
        Resource: 'execute-api:/miztiik/GET/secure/greeter',
        Condition: { IpAddress: { 'aws:VpcSourceIp': `10.0.${number}.0/24` } },
      })
  }
}

/** The VPC in n blocks: the largest is halved until there are enough. */
export function tiles(n: number): string[] {
  const [base = '', length] = VPC_BLOCK.split('/')
  const blocks = [{ first: 0, length: Number(length) }]
  for (let next = 0; blocks.length < n; next++) {
    const block = blocks[next] as (typeof blocks)[number]
    const half = block.length + 1
    blocks[next] = { first: block.first, length: half }
    // Behind all of its size, so that the ones before it are halved first.
    blocks.push({ first: block.first + 2 ** (32 - half), length: half })
    if (next + 1 === blocks.length / 2 && Number.isInteger(Math.log2(blocks.length))) next = -1
  }
  const [a, b] = base.split('.')
  return blocks.map(({ first, length }) => `${a}.${b}.${first >> 8}.${first & 255}/${length}`)
}

/** Beside the base's resources as many whole hosts and APIs as fit; log groups make up the rest. */
function manyResources(n: number): Parts {
  const resources: Record<string, object> = {}
  let room = n - Object.keys(JSON.parse(template({})).Resources).length
  const add = (more: Readonly<Record<string, object>>): boolean => {
    const fits = Object.keys(more).length <= room
    if (fits) {
      Object.assign(resources, more)
      room -= Object.keys(more).length
    }
    return fits
  }
  for (let i = 0; room > 0; i++) {
    const place = subnet(`Subnet${i}`, `10.0.${i + 2}.0/24`)
    const added =
      i % 5 < 4
        ? add({ ...place, ...workload(`Host${i}`, { Ref: `Subnet${i}` }) })
        : add(api(`Api${i}`, ['greeter'], denials([VPC_BLOCK])))
    if (!added) add({ [`Logs${i}`]: { Type: 'AWS::Logs::LogGroup' } })
  }
  return { resources }
}
