import { type Block, formatAddress } from '../../access/network/index.ts'

/** The nth address of a block: a subnet's gateway is the first, the Amazon resolver the VPC's second. */
export const nth = ({ first }: Block, number: number): string => formatAddress(first + number)
