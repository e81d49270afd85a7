import type { Dynamic } from './values.ts'

/** The entry modules in handlers/ that become a function's inline code. */
export type Handler = 'greeter' | 'inside-caller' | 'probe' | 'redeploy'

/** Stands where the build puts the bundled handler: templates are data, and bundling is the build's business. */
export const handlerCode = (name: Handler) => ({ [HANDLER]: name }) as unknown as Dynamic<'text'>

/** The one key of a placeholder for a handler's code. */
export const HANDLER = 'Inline::Handler'
