import type { Watched } from './model.ts'
import { watchDeployments } from './watching.ts'

/** The whole program: watches deployments of so many seeds and says what became of each. */
async function watchMany(seeds: number): Promise<Watched[]> {
  const watched: Watched[] = []
  for (let seed = 1; seed <= seeds; seed++) watched.push(...(await watchDeployments(seed)))
  return watched
}

watchMany(Number(process.argv[2])).then((watched) => process.stdout.write(JSON.stringify(watched)))
