import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fixtures, project, removeProjects, run } from '../support/project.ts'

jest.setTimeout(60_000)
afterAll(removeProjects)

const main = readFileSync(join(fixtures, 'main.yaml'), 'utf8')
const broken = 'Resources:\n  Topic: [\n'
const crashes = 'echo Traceback >&2; echo "KeyError: no such rule" >&2; exit 1'

interface Mistake {
  name: string
  files?: Record<string, string>
  standIns?: Record<string, string>
  args?: string[]
  prepare?: (folder: string) => void
  what: string | RegExp
  cure: RegExp
}

const mistakes: Mistake[] = [
  { name: 'no dist/', what: 'There is no template in dist/.', cure: /npm run build/ },
  {
    name: 'no main.yaml in dist/',
    files: { 'dist/child.yaml': '{}' },
    what: 'There is no dist/main.yaml.',
    cure: /npm run build/,
  },
  {
    name: 'a nested template that is not in dist/',
    files: { 'dist/main.yaml': main },
    what: "dist/main.yaml:18:7: First nests 'child.yaml', which is not beside main.yaml.",
    cure: /npm run build/,
  },
  {
    name: 'a file that does not exist',
    args: ['nowhere.yaml'],
    what: 'Cannot read the template nowhere.yaml (ENOENT).',
    cure: /Name a/,
  },
  {
    name: 'a folder for a file',
    args: ['room'],
    prepare: (folder) => mkdirSync(join(folder, 'room')),
    what: 'Cannot read the template room (EISDIR).',
    cure: /Name a/,
  },
  {
    name: 'YAML that does not parse',
    files: { 'broken.yaml': broken },
    args: ['broken.yaml'],
    what: /^broken\.yaml:3:1: /,
    cure: /YAML/,
  },
  {
    name: 'a nested template that does not parse',
    files: { 'main.yaml': main, 'child.yaml': broken },
    args: ['main.yaml'],
    what: /\/child\.yaml:3:1: /,
    cure: /YAML/,
  },
  {
    name: 'YAML that is no template',
    files: { 'list.yaml': '- a\n' },
    args: ['list.yaml'],
    what: /^list\.yaml:1:1: Template needs to be an object.+E0000/,
    cure: /Correct it/,
  },
  {
    name: 'an unknown format',
    args: ['--format', 'toString'],
    what: "There is no format 'toString'.",
    cure: /^npm run lint -- \[--format text\|json\|sarif\|junit\] \[TEMPLATE…\]$/,
  },
  { name: 'an unknown option', args: ['--fix'], what: "Unknown option '--fix'", cure: /--format text/ },
  {
    name: 'cfn-lint not installed',
    prepare: (folder) => rmSync(join(folder, '.venv')),
    what: 'There is no .venv/bin/cfn-lint.',
    cure: /scripts\/setup\.mjs/,
  },
  {
    name: 'cfn-lint crashing',
    files: { 'a.yaml': '{}' },
    standIns: { 'cfn-lint': crashes },
    args: ['a.yaml'],
    what: 'cfn-lint gave no findings to read (exit code 1): KeyError: no such rule',
    cure: /by hand/,
  },
  {
    name: 'cfn-lint failing with an empty list',
    files: { 'a.yaml': '{}' },
    standIns: { 'cfn-lint': 'echo []; exit 2' },
    args: ['a.yaml'],
    what: 'cfn-lint gave no findings to read (exit code 2).',
    cure: /by hand/,
  },
]

test.each(mistakes)('$name is told in two lines, exit 2', async (mistake) => {
  const { files, standIns, args = [], prepare, what, cure } = mistake
  const folder = project(files, standIns)
  prepare?.(folder)
  const { status, stderr } = await run(folder, 'lint', ...args)
  expect(status).toBe(2)
  const lines = stderr.trimEnd().split('\n')
  expect(lines).toHaveLength(2)
  expect(lines).toEqual([
    typeof what === 'string' ? what : expect.stringMatching(what),
    expect.stringMatching(cure),
  ])
  expect(readdirSync(join(folder, 'tmp'))).toEqual([])
})
