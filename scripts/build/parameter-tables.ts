interface Described {
  Description: string
  Default?: string | number
  AllowedValues?: readonly (string | number)[]
}
/** A template as far as a reader chooses its parameters. */
export interface Parameterized {
  name: string
  body: { Parameters: object; Outputs: object }
}

/**
 * The README with the parameters and outputs of each template between its two comments for them.
 *
 * @throws Error when the README lacks the comments
 */
export function withParameterTables(readme: string, templates: readonly Parameterized[]): string {
  const [begin, end] = ['<!-- parameters: written by npm run build -->', '<!-- /parameters -->']
  const [from, to] = [readme.indexOf(begin), readme.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`README.md lacks the comments ${begin} … ${end}`)
  const tables = templates.map(table).join('\n')
  return `${readme.slice(0, from)}${begin}\n${tables}${readme.slice(to)}`
}

function table({ name, body }: Parameterized): string {
  const parameters = Object.entries(body.Parameters).map(
    ([id, p]: [string, Described]) => `| ${id} | ${defaultOf(p)} | ${cell(p.Description)} |`,
  )
  const outputs = Object.entries(body.Outputs).map(
    ([id, { Description }]: [string, Described]) => `| ${id} | ${cell(Description)} |`,
  )
  return `<details><summary><b>${name}.yaml</b></summary>

| Parameter | Default | |
|---|---|---|
${parameters.join('\n')}

| Output | |
|---|---|
${outputs.join('\n')}

</details>
`
}

function defaultOf({ Default, AllowedValues }: Described): string {
  if (Default === undefined) return '**required**'
  const others = (AllowedValues ?? []).filter((value) => value !== Default && typeof value === 'string')
  const shown = Default === '' ? 'nothing' : `\`${Default}\``
  return [shown, ...others.map((value) => `\`${value}\``)].join(' or ')
}

/** Text that a Markdown table takes as one cell. */
const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;')
