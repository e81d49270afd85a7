import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { prove } from '../../../scripts/proof/prove.ts'
import { gateLines } from '../../../scripts/proof/report/gate-lines.ts'
import { asHtml } from '../../../scripts/proof/report/html/page.ts'
import { toReport } from '../../../scripts/proof/report/report.ts'
import { openStacks } from '../../../scripts/template/stacks.ts'
import { Browser, chromium } from './browser.ts'
import { lowContrast } from './contrast.ts'
import { fixture, run } from './findings.ts'

/** An A4 page without its margins, in CSS pixels. */
const PAPER = Math.floor(((210 - 32) / 25.4) * 96)

let browser: Browser
let url: string
const folder = mkdtempSync(join(tmpdir(), 'prove-page-'))
const texts = (selector: string) =>
  browser.evaluate<string[]>(
    `[...document.querySelectorAll('${selector}')].map((one) => one.innerText.trim())`,
  )
const width = (pixels: number) =>
  browser.send('Emulation.setDeviceMetricsOverride', {
    ...{ width: pixels, height: 900, deviceScaleFactor: 1, mobile: false },
  })
const show = (media: string, scheme: string) =>
  browser.send('Emulation.setEmulatedMedia', {
    media,
    features: [{ name: 'prefers-color-scheme', value: scheme }],
  })

beforeAll(async () => {
  const stacks = openStacks([fixture], new Map([['AWS::Partition', 'aws']]))
  const page = asHtml(
    toReport(prove(stacks), stacks, () => 'a'.repeat(64)),
    run,
    gateLines(stacks),
  )
  const file = join(folder, 'report.html')
  writeFileSync(file, page)
  url = pathToFileURL(file).href
  browser = new Browser()
  await browser.open(url)
}, 30_000)

afterAll(async () => {
  await browser?.close()
  rmSync(folder, { recursive: true, force: true })
})

test('headings go down one level at a time, from one first', async () => {
  const levels = (
    await browser.evaluate<string[]>(
      `[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map((one) => one.tagName)`,
    )
  ).map((name) => Number(name.slice(1)))
  expect(levels.filter((level) => level === 1)).toHaveLength(1)
  expect(levels[0]).toBe(1)
  for (const [index, level] of levels.entries())
    expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1)
  expect(await texts('h2')).toEqual([
    'Conclusion',
    'Templates',
    'Who can call, and why not',
    'Theorems',
    'Evidence',
    'Assumptions',
    'What is not modelled',
  ])
})

test('says what was not proved, who gets in and by which line', async () => {
  expect((await texts('.conclusion'))[0]).toMatch(/^Not proved: .*refuted: .*not-from-internet/)
  const rows = await texts('.theorems tbody tr')
  expect(rows.filter((row) => row.includes('REFUTED'))).not.toHaveLength(0)
  expect(rows.find((row) => row.includes('not-from-internet'))).toContain('REFUTED')
  expect((await texts('.callers tbody tr'))[0]).toMatch(/internet[\s\S]*Yes: a request[\s\S]*open\.yaml:\d+/)
  expect(await texts('.request li')).toContain('by the internet')
})

test('text of a template runs nothing and draws nothing', async () => {
  expect(await browser.evaluate('document.title')).toBe('Not proved: who can reach the API')
  expect(
    await browser.evaluate('document.querySelectorAll("script, img, iframe, object, link").length'),
  ).toBe(0)
  expect((await texts('.callers'))[0]).toContain("<script>document.title = 'broken'</script>")
})

test('loads nothing but itself, and the browser has nothing to complain of', () => {
  const urls = browser.events
    .filter(({ method }) => method === 'Network.requestWillBeSent')
    .map(({ params }) => params.request.url)
  expect(urls).toEqual([url])
  const said = /^(Log\.entryAdded|Runtime\.exceptionThrown|Runtime\.consoleAPICalled)$/
  expect(browser.events.filter(({ method }) => said.test(method))).toEqual([])
})

test('a screen reader finds language, landmarks, names and headers of tables', async () => {
  expect(await browser.evaluate('document.documentElement.lang')).toBe('en')
  const { nodes } = await browser.send('Accessibility.getFullAXTree')
  const roles = nodes
    .filter((node: { ignored: boolean }) => !node.ignored)
    .map((node: { role?: { value: string }; name?: { value: string } }) => ({
      role: node.role?.value,
      name: node.name?.value,
    }))
  const named = (role: string) => roles.filter((one: { role: string }) => one.role === role)
  for (const role of ['banner', 'main', 'contentinfo']) expect(named(role)).toHaveLength(1)
  expect(named('region').every(({ name }: { name: string }) => name !== '')).toBe(true)
  expect(named('rowheader').length).toBeGreaterThan(20)
  expect(named('columnheader').length).toBe(9)
  expect(
    await browser.evaluate('[...document.querySelectorAll("th")].every((one) => one.hasAttribute("scope"))'),
  ).toBe(true)
  expect(
    await browser.evaluate('new Set([...document.querySelectorAll("[id]")].map((one) => one.id)).size'),
  ).toBe(await browser.evaluate('document.querySelectorAll("[id]").length'))
})

test('the keyboard comes to the skip link first, and it leads to the report', async () => {
  const press = async (key: string, code: number) => {
    const event = { key, code: key, windowsVirtualKeyCode: code, ...(key === 'Enter' && { text: '\r' }) }
    await browser.send('Input.dispatchKeyEvent', { type: 'keyDown', ...event })
    await browser.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event })
  }
  await press('Tab', 9)
  expect(await browser.evaluate('document.activeElement.innerText')).toBe('Skip to the report')
  await press('Enter', 13)
  expect(await browser.evaluate('document.activeElement.id')).toBe('main')
})

test('every link leads somewhere on the page', async () => {
  expect(
    await browser.evaluate(
      '[...document.querySelectorAll("a")].filter((one) => !document.getElementById(one.hash.slice(1))).length',
    ),
  ).toBe(0)
})

test.each(['light', 'dark'])('every text stands out from its ground: %s', async (scheme) => {
  await show('screen', scheme)
  expect(await browser.evaluate(lowContrast)).toEqual([])
})

test.each([360, 800, 1400])('on a screen %i wide only tables scroll sideways', async (pixels) => {
  await show('screen', 'light')
  await width(pixels)
  expect(await browser.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(pixels)
})

test('on paper no table is cut, no row is divided and all evidence is open', async () => {
  await show('print', 'light')
  await width(PAPER)
  const cut = `[...document.querySelectorAll('table, ul, p, h3')].filter((one) =>
    one.scrollWidth > one.clientWidth + 1 || one.getBoundingClientRect().right > ${PAPER} + 1).length`
  expect(await browser.evaluate(cut)).toBe(0)
  expect(
    await browser.evaluate(`[...document.querySelectorAll('tr')].every((one) =>
    getComputedStyle(one).breakInside === 'avoid')`),
  ).toBe(true)
  await browser.evaluate('document.querySelectorAll("details").forEach((one) => { one.open = false })')
  expect(
    await browser.evaluate(
      '[...document.querySelectorAll(".request")].every((one) => one.checkVisibility())',
    ),
  ).toBe(true)
  const { data } = await browser.send('Page.printToPDF', { preferCSSPageSize: true })
  expect(Buffer.from(data, 'base64').subarray(0, 5).toString()).toBe('%PDF-')
})

test('a screenshot can be taken', async () => {
  await show('screen', 'light')
  const { data } = await browser.send('Page.captureScreenshot', { format: 'png' })
  expect(Buffer.from(data, 'base64').length).toBeGreaterThan(10_000)
})

test('without a browser the tests fail and say what to install', () => {
  expect(() => chromium([])).toThrow('sudo apt-get install chromium')
})
