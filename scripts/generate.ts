import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { loadAwsServiceSpec } from '@aws-cdk/aws-service-spec'
import { generateResources } from '../templates/kit/generate.ts'

/** Writes templates/kit/resources.gen.ts from the registry schema and cloudform that are installed. */
export async function main(): Promise<number> {
  writeFileSync(
    'templates/kit/resources.gen.ts',
    generateResources(await loadAwsServiceSpec(), cloudformClasses()),
  )
  return 0
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
