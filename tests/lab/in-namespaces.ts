import { whyNot } from '../../scripts/lab/needs.ts'

/** `describe` where a lab can be, which is said loudly where it cannot. */
export const describeInNamespaces: jest.Describe = (() => {
  const trouble = whyNot(true)
  if (trouble) process.stderr.write(`NOT TESTED: ${trouble.message}\n`)
  return trouble ? describe.skip : describe
})()
