import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { loadAwsServiceSpec } from '@aws-cdk/aws-service-spec'
import { generateResources } from '../templates/kit/generate.ts'

const FILE = 'templates/kit/resources.gen.ts'

/** Writes the typed view of the registry schema that the templates are checked against. */
export async function main(): Promise<number> {
  writeFileSync(FILE, await generated())
  console.log(`wrote ${FILE}`)
  return 0
}

/** What that file holds, from the registry schema and the cloudform that are installed. */
export async function generated(): Promise<string> {
  return generateResources(await loadAwsServiceSpec(), cloudformClasses())
}

/** cloudform's module by resource type, found in its sources: their file names follow no rule. */
function cloudformClasses(): Map<string, string> {
  const modules = new Map<string, string>()
  for (const file of readdirSync('node_modules/cloudform-types/types', {
    recursive: true,
    encoding: 'utf8',
  })) {
    if (!file.endsWith('.js')) continue
    const source = readFileSync(`node_modules/cloudform-types/types/${file}`, 'utf8')
    const type = /super\('(AWS::\w+::\w+)'/.exec(source)?.[1]
    if (type) modules.set(type, `cloudform-types/types/${file}`)
  }
  return modules
}
