import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'
import type { Finding } from '../../scripts/lint/finding.ts'
import { formats } from '../../scripts/lint/formats.ts'
import { escaped } from '../../scripts/lint/junit.ts'

const finding: Finding = {
  severity: 'error',
  rule: 'E3002',
  message: `'a<b' & "c" are\nnot\u0000 allowed`,
  file: 'dist/main template.yaml',
  line: 9,
  column: 7,
  endLine: 9,
  endColumn: 18,
  path: ['Resources', 'Topic', 'Properties', 'Names', '0'],
  logicalId: 'Topic',
  summary: 'Resource properties are invalid',
  description: 'Makes sure that resource properties are valid',
  help: 'https://example.com/E3002',
  module: 'templates/main.ts',
}
const { module: _, logicalId: __, ...bare } = finding
const info: Finding = {
  ...bare,
  severity: 'info',
  rule: 'I1022',
  file: '/else/a.yaml',
  path: [],
  help: 'none',
}
const report = {
  files: ['dist/clean.yaml', finding.file, info.file],
  findings: [finding, { ...finding, severity: 'warning' as const }, info],
  seconds: 1.25,
}

test('text: a row and a message for each finding, then the sum', () => {
  expect(
    formats.text(report),
  ).toBe(`severity  rule   place                        what                      made by
error     E3002  dist/main template.yaml:9:7  Topic.Properties.Names.0  templates/main.ts
         'a<b' & "c" are not\u0000 allowed
warning   E3002  dist/main template.yaml:9:7  Topic.Properties.Names.0  templates/main.ts
         'a<b' & "c" are not\u0000 allowed
info      I1022  /else/a.yaml:9:7             -                         -
         'a<b' & "c" are not\u0000 allowed

1 error, 1 warning, 1 informational finding in 2 of 3 templates (1.3 s)
`)
})

test('sarif: rules once, results with place, subject and module', () => {
  const [run] = JSON.parse(formats.sarif(report)).runs
  expect(
    run.tool.driver.rules.map(({ id, helpUri }: { id: string; helpUri?: string }) => [id, helpUri]),
  ).toEqual([
    ['E3002', 'https://example.com/E3002'],
    ['I1022', undefined],
  ])
  const [first, second, third] = run.results
  expect([first, second, third].map(({ ruleIndex, level }) => [ruleIndex, level])).toEqual([
    [0, 'error'],
    [0, 'warning'],
    [1, 'note'],
  ])
  expect(first).toMatchObject({
    ruleId: 'E3002',
    message: { text: finding.message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'dist/main%20template.yaml', uriBaseId: '%SRCROOT%' },
          region: { startLine: 9, startColumn: 7, endLine: 9, endColumn: 18 },
        },
        logicalLocations: [{ fullyQualifiedName: 'Topic.Properties.Names.0' }],
      },
    ],
    relatedLocations: [{ physicalLocation: { artifactLocation: { uri: 'templates/main.ts' } } }],
  })
  expect(third.locations[0].physicalLocation.artifactLocation).toEqual({ uri: 'file:///else/a.yaml' })
  expect(third).not.toHaveProperty('relatedLocations')
})

test('junit: a parser reads back a suite for each template and a failure for each finding', () => {
  const script = `
import json, sys, xml.etree.ElementTree as tree
root = tree.fromstring(sys.stdin.buffer.read())
print(json.dumps([root.attrib, [[s.attrib, [[c.attrib, [[f.attrib, f.text] for f in c]] for c in s]] for s in root]]))`
  const python = resolve(__dirname, '../../.venv/bin/python')
  const [sum, suites] = JSON.parse(
    execFileSync(python, ['-c', script], { input: formats.junit(report), encoding: 'utf8' }),
  )
  expect(sum).toEqual({ name: 'cfn-lint', tests: '4', failures: '3', errors: '0', time: '1.250' })
  const numbers = (tests: number, failures: number) => ({
    tests: `${tests}`,
    failures: `${failures}`,
    errors: '0',
  })
  const [clean, dirty] = suites
  expect(clean).toEqual([
    { name: 'dist/clean.yaml', ...numbers(1, 0) },
    [[{ classname: 'dist/clean.yaml', name: 'no findings' }, []]],
  ])
  expect(dirty[0]).toEqual({ name: finding.file, ...numbers(2, 2) })
  const [[attributes, [[failure, details]]]] = dirty[1]
  expect(attributes.name).toBe('E3002 9:7 Topic.Properties.Names.0')
  expect(failure).toEqual({ type: 'error', message: `'a<b' & "c" are\nnot\uFFFD allowed` })
  expect(details.trim()).toBe(`dist/main template.yaml:9:7: ${failure.message}\nmade by templates/main.ts`)
})

test.each([
  ['plain text and letters beyond ASCII', "it's ü 😀", "it's ü 😀"],
  ['markup', '<a b="c">&amp;', '&lt;a b=&quot;c&quot;&gt;&amp;amp;'],
  ['white space that attributes would lose', 'a\tb\r\n', 'a&#9;b&#13;&#10;'],
  ['what XML cannot hold', '\u0000\u001B\uFFFF\uD800', '\uFFFD\uFFFD\uFFFD\uFFFD'],
])('xml: %s', (_name, text, xml) => expect(escaped(text)).toBe(xml))
