import { visible } from '../../command/visible.ts'
import type { DeclaredAt } from '../diagnosis/declared-at.ts'
import { type Event, nameOf } from './event.ts'

/** A workflow command (GitHub documentation, "Workflow commands for GitHub Actions"). */
export const command = (
  name: string,
  message = '',
  properties: Readonly<Record<string, string>> = {},
): string => {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapedProperty(value)}`)
  return `::${name}${list.length > 0 ? ` ${list.join(',')}` : ''}::${escaped(message)}\n`
}

/** A mark at the line that somebody would change: in the module rather than in what is made from it. */
export function annotation(event: Event, declared: DeclaredAt | undefined): string {
  const place = declared?.module ?? declared?.template
  const lines = (event.reason ?? 'CloudFormation gives no reason.').split(/\r?\n/).map(visible)
  return command('error', `${event.status}: ${lines.join('\n')}`, {
    ...(place && { file: place.file, line: String(place.line) }),
    title: visible(`${nameOf(event)} (${event.type})`),
  })
}

/** A text in the log that the runner takes for no command: it looks for the older form anywhere in a line. */
export const harmless = (line: string): string => line.replaceAll('##[', '# #[')

/** As GitHub's own toolkit escapes (actions/toolkit, packages/core/src/command.ts). */
const escaped = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

const escapedProperty = (text: string): string => escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
