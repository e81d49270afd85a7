/** A chain or a set of nft, for people to read with `nft list ruleset`. */
export const block = (kind: 'chain' | 'set', name: string, ...lines: readonly string[]): string =>
  [`\t${kind} ${name} {`, ...lines.map((line) => `\t\t${line}`), '\t}'].join('\n')

/** A rule for one of these; no rule at all where there are none. */
export const oneOf = (key: string, values: readonly string[], rest: string): string[] =>
  values.length > 0 ? [`${key} { ${values.join(', ')} } ${rest}`] : []

/** A rule that jumps by the device, from pairs of a device and a chain. */
export const jumpBy = (
  key: 'iifname' | 'oifname',
  pairs: readonly (readonly [string, string])[],
): string[] =>
  pairs.length > 0
    ? [`${key} vmap { ${pairs.map(([device, chain]) => `"${device}" : jump ${chain}`).join(', ')} }`]
    : []
