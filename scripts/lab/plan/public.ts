/** The lab's internet: addresses from the documentation blocks (RFC 5737), so that nobody real is meant. */
export const PUBLIC_BLOCKS = ['198.51.100.0/24', '203.0.113.0/24'] as const
export const LAPTOP = '203.0.113.77'
/** Where the internet asks for names. */
export const PUBLIC_DNS = '198.51.100.53'
/** The public front end of API Gateway. */
export const PUBLIC_FRONT_END = '198.51.100.80'
/** What tells callers the address they come from. */
export const CHECK_IP = '198.51.100.90'
/** What a NAT gateway translates into. */
export const NAT_GATEWAY = '203.0.113.90'
/** Where the corporate network goes to the internet from. */
export const CORPORATE_PUBLIC = '203.0.113.91'
