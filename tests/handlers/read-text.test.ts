import { readText } from '../../handlers/read-text.ts'

/** A body of many chunks of four bytes. */
function long() {
  const pulled: string[] = []
  const body = new ReadableStream({
    pull: (controller) => {
      pulled.push('abcd')
      if (pulled.length > 50) controller.close()
      else controller.enqueue(new TextEncoder().encode('abcd'))
    },
  })
  return { pulled, response: new Response(body) }
}

describe('readText', () => {
  it.each([
    { body: 'abcd', limit: 10, text: 'abcd' },
    { body: 'abcd', limit: 4, text: 'abcd' },
    { body: 'abcdef', limit: 4, text: 'abcd' },
    { body: null, limit: 4, text: '' },
  ])('reads "$text" of "$body" up to $limit bytes', async ({ body, limit, text }) => {
    expect(await readText(new Response(body), limit)).toBe(text)
  })

  it('downloads no more than it needs', async () => {
    const { pulled, response } = long()
    expect(await readText(response, 10)).toBe('abcdabcdab')
    // A stream may read one chunk ahead.
    expect(pulled.length).toBeLessThanOrEqual(4)
  })
})
