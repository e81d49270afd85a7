import { readFileSync } from 'node:fs'
import { generated } from '../../scripts/generate.ts'

describe('templates/kit/resources.gen.ts', () => {
  it('is what the generator writes from the installed schema', async () => {
    expect(await generated()).toBe(readFileSync('templates/kit/resources.gen.ts', 'utf8'))
  })

  it('knows what cloudform of 2023 does not: the metadata options of an instance', async () => {
    expect(await generated()).toContain('MetadataOptions?: EC2Instance_MetadataOptions')
  })
})
