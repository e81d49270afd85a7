import { readFileSync } from 'node:fs'
import { FILES, isHarmful } from '../../scripts/mutate/mutation.ts'
import { mutations } from '../../scripts/mutate/table/index.ts'
import { mutate } from '../../scripts/mutate/workshop.ts'
import { privateTheorems, publicTheorems } from '../../scripts/proof/theorems/index.ts'

const originals = new Map(FILES.map((file) => [file, readFileSync(`dist/${file}`, 'utf8')]))

test.each(mutations.map((mutation) => [mutation.id, mutation] as const))('%s', (_id, mutation) => {
  const { texts, names } = mutate(mutation, originals)
  expect([...texts].some(([file, text]) => text !== originals.get(file))).toBe(true)
  if (isHarmful(mutation)) expect(names.size).toBeGreaterThan(0)
})

test('every mutation has a sentence of its own', () => {
  const ids = mutations.map(({ id }) => id)
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
})

test('every expected theorem exists', () => {
  const known = new Set([...privateTheorems, ...publicTheorems].map(({ id }) => id))
  const unknown = mutations.filter(isHarmful).flatMap(({ expect }) => expect.filter((id) => !known.has(id)))
  expect(unknown).toEqual([])
})

test('there are as many as the README says', () => {
  expect(mutations.filter(isHarmful).length).toBeGreaterThanOrEqual(60)
  expect(mutations.filter((mutation) => !isHarmful(mutation)).length).toBeGreaterThanOrEqual(30)
})
