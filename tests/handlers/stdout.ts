/** Everything the handlers log from now on; `jest.restoreAllMocks()` ends it. */
export function captureStdout() {
  const written: string[] = []
  jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    written.push(String(chunk))
    return true
  })
  return {
    text: () => written.join(''),
    lines: () => written.map((line) => JSON.parse(line) as Record<string, unknown>),
  }
}
