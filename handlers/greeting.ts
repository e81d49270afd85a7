/** How every greeting begins. */
export const GREETING = 'Hi Miztikal World'

/** The greeting as the bytes of the original tutorial: Python's json.dumps puts a space after the colon. */
export function greetingBody(address: string): string {
  return `{"message": ${JSON.stringify(`${GREETING}, Hello from Lambda running at ${address}`)}}`
}
