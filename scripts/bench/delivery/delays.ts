/** Milliseconds that an answer takes, by service: of the same order as in practice, from anywhere in the world. */
export const DELAYS: Readonly<Record<string, number>> = { cloudformation: 80, s3: 30, sts: 30 }
