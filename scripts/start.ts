import { main as build } from './build.ts'
import { main as lint } from './lint.ts'
import { main as prove } from './prove.ts'
import { main as verify } from './verify.ts'

/** Builds, lints, proves and tries the templates in a lab and says what to do next: the first thing a newcomer types. */
export async function main(): Promise<number> {
  const status = (await build()) || (await lint([])) || (await prove(['--brief'])) || (await verify([]))
  if (status !== 0) return status
  console.log(`
dist/ holds five plain CloudFormation templates. What next:
  enter        npm run lab, and in another terminal: npm run lab -- shell consumer
  ask          npm run explain -- --from internet --request 'GET /secure/greeter'
  look         dist/secure-private-api.yaml is the private API, dist/secure-private-api-vpc.yaml its network
  deploy       npm run doctor, then npm run plan and npm run deploy, with an AWS account; npm run destroy undoes it.
               Or from the console, with the AWS CLI or taskcat: see "Deploying" in README.md
  change       edit templates/*.ts, then npm run build; npm run check before you commit`)
  return 0
}
