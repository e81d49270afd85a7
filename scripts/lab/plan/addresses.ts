import { type Block, formatAddress, parseBlock } from '../../access/network/index.ts'

/** A block that the plan itself has written. */
export function blockAt(cidr: string): Block {
  const block = parseBlock(cidr)
  if (!block) throw new Error(`'${cidr}' is no IPv4 block`)
  return block
}

/** The nth address of a block: a subnet's gateway is the first, the Amazon resolver the VPC's second. */
export const nth = ({ first }: Block, number: number): string => formatAddress(first + number)

/** Where an instance asks about itself. */
export const METADATA = '169.254.169.254'

/** Where hosts ask for names in a VPC whose resolver is off: nobody answers there. */
export const NO_RESOLVER = '169.254.169.253'
