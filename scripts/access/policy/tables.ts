import type { Effect } from './decide.ts'

/** Row: the identity's or the authorizer's policy. Column: the resource policy (semantics 3.3). */
export type Table = Readonly<Record<Effect, Readonly<Record<Effect, Effect>>>>

const DENIED = {
  allow: 'explicit-deny',
  'implicit-deny': 'explicit-deny',
  'explicit-deny': 'explicit-deny',
} as const

/** AWS_IAM within an account, and Lambda authorizers: either may allow. */
export const eitherAllows: Table = {
  allow: { allow: 'allow', 'implicit-deny': 'allow', 'explicit-deny': 'explicit-deny' },
  'implicit-deny': { allow: 'allow', 'implicit-deny': 'implicit-deny', 'explicit-deny': 'explicit-deny' },
  'explicit-deny': DENIED,
}

/** AWS_IAM across accounts: both must allow. */
export const bothAllow: Table = {
  allow: { allow: 'allow', 'implicit-deny': 'implicit-deny', 'explicit-deny': 'explicit-deny' },
  'implicit-deny': {
    allow: 'implicit-deny',
    'implicit-deny': 'implicit-deny',
    'explicit-deny': 'explicit-deny',
  },
  'explicit-deny': DENIED,
}
