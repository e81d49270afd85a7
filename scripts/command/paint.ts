/** The looks of a piece of text; without colour it says the same. */
export type Paint = (look: Look, text: string) => string

const LOOKS = { good: 32, bad: 31, warning: 33, dim: 2, bold: 1 } as const
export type Look = keyof typeof LOOKS

export const plain: Paint = (_look, text) => text
const coloured: Paint = (look, text) => `\u001B[${LOOKS[look]}m${text}\u001B[0m`

/** Colour is for a terminal whose owner did not turn it off (https://no-color.org). */
export function paintFor(stream: { isTTY?: boolean }, env: NodeJS.ProcessEnv): Paint {
  const off = env.NO_COLOR || env.CI || env.TERM === 'dumb'
  return stream.isTTY === true && !off ? coloured : plain
}
