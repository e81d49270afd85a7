import { Undecided } from '../../access/model/index.ts'
import { type Block, blockOf, formatAddress, parseAddress } from '../../access/network/index.ts'
import type { TextValue } from '../../template/value.ts'

/** Gives out addresses of subnets, as EC2 does: the first four and the last of each are its own. */
export class Addresses {
  private readonly taken = new Set<number>()

  /** Keeps an address that a template writes for whoever it is written for. */
  reserve(text: TextValue): string {
    const address = parseAddress(text.text)
    if (address === undefined) throw new Undecided(`'${text.text}' is no IPv4 address`, text.at)
    this.taken.add(address)
    return formatAddress(address)
  }

  /** One that nobody has yet. */
  next(cidr: TextValue): string {
    const block = blockOf(cidr)
    for (let address = block.first + 4; address < block.last; address++) {
      if (this.taken.has(address)) continue
      this.taken.add(address)
      return formatAddress(address)
    }
    throw new Undecided(`no address is left in ${cidr.text}`, cidr.at)
  }
}

/** The nth address of a block, such as 2 for the Amazon resolver. */
export const nth = ({ first }: Block, number: number): string => formatAddress(first + number)
