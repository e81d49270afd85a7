import { decideCases } from './access/cases.ts'
import { readModel, walk } from './access/gates/index.ts'
import { openRegion } from './command/region.ts'
import { UserError } from './command/user-error.ts'
import { callOf } from './explain/call.ts'
import { asJson, asText } from './explain/format.ts'
import { HINT, helpText, parseOptions } from './explain/options.ts'

/** `npm run explain`: one request through every gate, or a file of policy cases. Answered is done, accepted or not. */
export async function main(args: string[]): Promise<number> {
  const asked = parseOptions(args)
  if (asked.help) {
    process.stdout.write(helpText())
  } else if (asked.cases !== undefined) {
    if (asked.from !== undefined || asked.request !== undefined)
      throw new UserError('--cases goes with neither --from nor --request.', HINT)
    for (const result of decideCases(asked.cases)) process.stdout.write(`${JSON.stringify(result)}\n`)
  } else {
    const { region, problems, account, corporate } = openRegion(asked.templates, asked.parameters)
    const model = readModel(region, account)
    const call = callOf(asked, model, corporate)
    const walked = walk(call, model)
    const unmodelled = [...problems, ...walked.unmodelled]
    const explained = { from: asked.from ?? '', call, walk: { ...walked, unmodelled } }
    process.stdout.write(asked.json ? asJson(explained, model) : asText(explained, model))
  }
  return 0
}
