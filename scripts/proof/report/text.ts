import { type Look, type Paint, plain } from '../../command/paint.ts'
import { wrapped } from '../../command/wrap.ts'
import { restingText } from './assumed.ts'
import { casesOf, casesText } from './cases.ts'
import { apisOf, isOpen } from './conclusion.ts'
import { type Evidence, placeOf, type Report, type Result, type Run } from './report.ts'

const WIDTH = 110
const VERDICT = 'NOT APPLICABLE'.length
/** More is for a program: --format json has them all. */
const MOST_REASONS = 12

/** For people: a line for each theorem, evidence beneath those that do not hold, what all rests on, what came of it. */
export const asText = (report: Report, run: Run, paint: Paint = plain): string =>
  text(report, run, paint, assumptionLines(report, paint))

/** The same, with the assumptions only counted. */
export const inBrief = (report: Report, run: Run, paint: Paint = plain): string =>
  text(report, run, paint, [
    '',
    `resting on ${count(report.assumptions.length, 'assumption')}, which npm run prove tells`,
  ])

function text(report: Report, run: Run, paint: Paint, assumed: readonly string[]): string {
  const { results, problems, conclusion } = report
  const name = Math.max(...results.map(({ id }) => id.length))
  const lines = [
    ...wrapped(headerOf(report, run), WIDTH),
    ...apisOf(results).flatMap((api) => [
      '',
      paint('bold', api),
      ...results
        .filter((result) => result.api === api)
        .flatMap((result) => theoremLines(result, name, paint)),
    ]),
    ...(problems.length > 0 ? ['', paint('bold', 'Not understood')] : []),
    ...problems.flatMap((problem) => reasonLines(problem, '  ')),
    ...assumed,
    '',
    ...wrapped(conclusion.text, WIDTH).map((line) => paint(conclusion.proved ? 'good' : 'bad', line)),
  ]
  return `${lines.join('\n')}\n`
}

function headerOf({ templates, results, given }: Report, { seconds }: Run): string {
  const cases = Math.max(0, ...results.map(casesOf))
  const values = Object.entries(given).map(([name, value]) => `${name}=${value}`)
  return [
    templates.map(({ file }) => file).join(', '),
    `: ${count(apisOf(results).length, 'API')}, every value of the parameters in ${count(cases, 'case')}`,
    values.length > 0 ? ` (given: ${values.join(', ')})` : '',
    `, ${seconds.toFixed(1)} s`,
  ].join('')
}

const LOOKS: Readonly<Record<Result['verdict'], Look>> = {
  PROVED: 'good',
  REFUTED: 'bad',
  UNKNOWN: 'bad',
  'NOT APPLICABLE': 'dim',
}

function theoremLines(result: Result, name: number, paint: Paint): string[] {
  const { verdict, id, severity, reasons } = result
  if (verdict === 'NOT APPLICABLE') {
    const why = reasons.map(({ text }) => text).join('; ')
    return [paint('dim', `  ${verdict.padEnd(VERDICT)}  ${id.padEnd(name)}  ${why}`)]
  }
  const look = severity === 'warning' && isOpen(result) ? 'warning' : LOOKS[verdict]
  const cases = casesText(result)
  const suffix = verdict === 'PROVED' && cases !== '' ? paint('dim', ` (${cases})`) : ''
  const line = `  ${paint(look, labelOf(result).padEnd(VERDICT))}  ${id.padEnd(name)}  ${claimOf(result)}${suffix}`
  return isOpen(result) ? [line, ...evidenceLines(result)] : [line]
}

/** A warning does not read like a failure. */
export const labelOf = ({ verdict, severity }: Result): string =>
  severity === 'warning' && verdict === 'REFUTED' ? 'WARNING' : verdict

/** What is said beside the label; a warning is about the sentence being wrong, which its label does not tell. */
export const claimOf = (result: Result): string =>
  labelOf(result) === 'WARNING' ? `not so: ${result.sentence}` : result.sentence

function evidenceLines(result: Result): string[] {
  const { reasons, request } = result
  const cases = casesText(result)
  const [first, ...others] = reasons
  const shown = others.slice(0, MOST_REASONS)
  const left = others.length - shown.length
  return [
    ...(first ? reasonLines(first, '      ') : []),
    ...request.map((line) => `        ${line}`),
    ...shown.flatMap((reason) => reasonLines(reason, '      ')),
    ...(left > 0 ? [`      and ${left} more, which --format json lists`] : []),
    ...(cases === '' ? [] : wrapped(cases, WIDTH - 6).map((line) => `      ${line}`)),
  ]
}

function reasonLines(reason: Evidence, indent: string): string[] {
  const place = placeOf(reason)
  return [`${indent}${reason.text}${place === '' ? '' : `  ${place}`}`]
}

function assumptionLines({ assumptions, results }: Report, paint: Paint): string[] {
  if (assumptions.length === 0) return []
  const lines = assumptions.flatMap((one) => [
    `  ${one.id} (${one.sources.join('; ')})`,
    ...wrapped(one.sentence, WIDTH - 6).map((line) => `      ${line}`),
    ...wrapped(`needed by ${restingText(one, results)}`, WIDTH - 6).map((line) =>
      paint('dim', `      ${line}`),
    ),
  ])
  return ['', paint('bold', 'Assumed'), ...lines]
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`
