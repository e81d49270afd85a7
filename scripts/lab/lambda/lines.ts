import type { Readable } from 'node:stream'

/** Hands over each line of a process's output. */
export function eachLine(output: Readable, take: (line: string) => void): void {
  let rest = ''
  output.setEncoding('utf8')
  output.on('data', (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    // The runtime writes the newlines inside an event as carriage returns.
    for (const line of lines) take(line.replaceAll('\r', '\n'))
  })
  output.on('end', () => {
    if (rest) take(rest)
  })
}
