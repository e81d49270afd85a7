import type { Hint } from './hint.ts'

const ENIS =
  'Lambda gives the network interfaces of functions in a VPC back late; npm run destroy waits for them, so run it again.'

/** What a deletion stops at. */
export const LEFTOVERS: readonly Hint[] = [
  {
    says: 'has a dependent object',
    wording: 'published',
    why: 'A network interface still uses the security group.',
    cure: ENIS,
  },
  {
    says: 'has dependencies and cannot be deleted',
    wording: 'published',
    why: 'A network interface, or something that was made outside the stack, is still in the subnet or VPC.',
    cure: ENIS,
  },
  {
    says: 'cannot be deleted while TerminationProtection is enabled',
    wording: 'published',
    why: 'The stack is protected from being deleted.',
    cure: 'npm run destroy names the option that lifts the protection; nothing else lifts it.',
  },
]
