import { type Bug, bugIn } from '../../support/seeded.ts'

const bug = bugIn('proof')

export const BUGS: readonly Bug[] = [
  // The encoder.
  bug(
    'a negated operator is false on a missing key',
    'policy-formula/condition.ts',
    'if (negated) return not(match)',
    'if (negated) return and(not(without), not(match))',
  ),
  bug(
    'IfExists adds nothing',
    'policy-formula/condition.ts',
    'return ifExists ? or(without, match) : match',
    'return match',
  ),
  bug(
    'ForAllValues is false on a missing key',
    'policy-formula/condition.ts',
    'return or(without, holds,',
    'return or(holds,',
  ),
  bug(
    'Null asks for presence',
    'policy-formula/condition.ts',
    "return flag === 'true' ?",
    "return flag !== 'true' ?",
  ),
  bug(
    'less than includes the bound',
    'policy-formula/comparisons.ts',
    'Math.ceil(number) - 1',
    'Math.ceil(number)',
  ),
  bug(
    'a fraction is rounded for greater or equal',
    'policy-formula/comparisons.ts',
    'integers(Math.ceil(number), Number.POSITIVE_INFINITY)',
    'integers(Math.floor(number), Number.POSITIVE_INFINITY)',
  ),
  bug(
    'an account principal does not count',
    'policy-formula.ts',
    'matches: and(or(named, account), rest)',
    'matches: and(named, rest)',
  ),
  bug(
    'a role does not cover its sessions',
    'policy-formula/principal.ts',
    'named: or(itself, sessions)',
    'named: itself',
  ),
  bug(
    'NotPrincipal excludes the anonymous',
    'policy-formula/principal.ts',
    'if (principal === undefined) return neither',
    'if (principal === undefined) return FALSE',
  ),
  bug(
    'NotResource is read as Resource',
    'policy-formula/resource.ts',
    'return selection.not ? negate(listed) : listed',
    'return listed',
  ),
  bug(
    'NotAction is read as Action',
    'policy-formula/action.ts',
    'listed.includes(true) === not ?',
    'listed.includes(true) === false ?',
  ),
  bug(
    'an escaped star is a wildcard',
    'policy-formula/text.ts',
    'units.push(escaped)',
    "units.push({ wildcard: '*' })",
  ),
  bug(
    'policy variables in a policy of 2008',
    'policy-formula.ts',
    "policy.version === '2012-10-17'",
    "policy.version !== '2012-10-17'",
  ),
  // Patterns and addresses.
  bug(
    'a wildcard of an ARN crosses colons',
    'logic/pattern.ts',
    "part < 6 ? { kind: 'except', characters: ':' } : { kind: 'any' }",
    "{ kind: 'any' }",
  ),
  bug(
    'only one of two stars may be empty, where matching',
    'logic/token.ts',
    'for (let at = state; tokens[at]?.star; at++) states.push(at + 1)',
    'if (tokens[state]?.star) states.push(state + 1)',
  ),
  bug(
    'only one of two stars may be empty, where partitioning',
    'logic/trie.ts',
    'if (next.token?.star) this.enter(places, next)',
    'if (next.token?.star && !place.token?.star) this.enter(places, next)',
  ),
  bug(
    'a block ends one address early',
    'logic/address.ts',
    'last: first + hosts',
    'last: first + hosts - 1n',
  ),
  bug(
    'IPv6 shares the numbers of IPv4',
    'logic/address.ts',
    'BigInt(`0x${group}`), 0n) + FIRST_V6',
    'BigInt(`0x${group}`), 0n)',
  ),
  // The abstraction.
  bug(
    'the class of bounded numbers in no range is lost',
    'logic/cells.ts',
    'new Set([from, ...borders])',
    'new Set(borders)',
  ),
  bug(
    'a range has no border at its end',
    'logic/cells.ts',
    '[range.first, range.last + 1n]',
    '[range.first, range.last]',
  ),
  bug(
    'absence is not moved in front of the other classes',
    'logic/classes.ts',
    'list.map(({ from, to }) => ({ from: from + 1, to: to + 1 }))',
    'list',
  ),
  bug(
    'characters that no pattern names are forgotten',
    'logic/alphabet.ts',
    'group.find((member) => !named.has(member)) ?? []',
    'group[0] ?? []',
  ),
  bug(
    'each class has one pattern',
    'logic/text-classes.ts',
    'for (const pattern of matching)',
    'for (const pattern of matching.slice(0, 1))',
  ),
  // The solver.
  bug(
    'numbers past the last class are no class',
    'logic/encode.ts',
    'run.to === count ? { from: run.from, to: end } : run',
    'run',
  ),
  bug(
    'a disjunction inside a conjunction is absorbed',
    'logic/encode.ts',
    'child.kind === part.kind',
    "(child.kind === 'and' || child.kind === 'or')",
  ),
  bug(
    'negated elements of a set',
    'logic/encode.ts',
    'from <= i && i < to) !== predicate.not',
    'from <= i && i < to)',
  ),
  bug('false does not decide a conjunction', 'logic/fold.ts', 'done), TRUE, FALSE)', 'done), FALSE, TRUE)'),
  bug(
    'a diagram joins two branches wrongly',
    'logic/bdd.ts',
    'this.or(leftHigh, rightHigh)',
    'this.and(leftHigh, rightHigh)',
  ),
  bug(
    'negation stops at the low branch',
    'logic/bdd.ts',
    'this.not(this.nodes.high(node))',
    'this.nodes.high(node)',
  ),
]
