import { casesOf } from './compare.ts'
import { Evaluation } from './evaluation.ts'
import { symbolic } from './names.ts'
import { parameterName } from './parameter-value.ts'
import { type Relevant, relevantSites, type Site } from './relevance.ts'
import { underRules } from './rules.ts'
import { Shared } from './shared.ts'
import type { Stacks } from './stacks.ts'
import { type Place, placeText } from './value.ts'
import { anyWorld, type World } from './world.ts'

/** More would take longer than anybody waits, and say little. */
const MOST_WORLDS = 256
/** Worlds begun: rules can refuse nearly all, and each costs. */
const MOST_BEGUN = 5000

/**
 * The worlds to look at so that every value of every parameter is covered: each fixes just the parameters that
 * something relevant depends on there. What cannot be covered is added to `stacks.problems`; with too many worlds
 * there are none at all, and nothing is decided.
 */
export function worlds(stacks: Stacks, relevant: Relevant): World[] {
  const sites = relevantSites(stacks, relevant)
  const openings: Openings = new Shared()
  const found: World[] = []
  const todo: { world: World; from: number }[] = [{ world: anyWorld, from: 0 }]
  let begun = 0
  for (let next = todo.pop(); next; next = todo.pop()) {
    begun += 1
    // A look of its own: what is open to the rules must not be kept as what conditions see.
    const world = underRules(next.world, new Evaluation(stacks, next.world, symbolic()))
    if (!world) continue
    const evaluation = new Evaluation(stacks, world, symbolic())
    const open = firstOpen(sites, next.from, evaluation, stacks, openings)
    if (!open) {
      found.push(sorted(world, stacks))
    } else {
      const { parameter, literal } = open.split
      const cases = casesOf(parameter, literal, evaluation)
      for (const value of cases.toReversed()) {
        todo.push({ world: chosen(world, parameter, value, literal), from: open.index })
      }
    }
    if (found.length + todo.length > MOST_WORLDS || begun > MOST_BEGUN) {
      const at = stacks.roots[0]?.template.resources.values().next().value?.at
      if (at)
        report(
          stacks,
          `too many worlds: conditions divide the parameters' values more than ${MOST_WORLDS} ways`,
          at,
        )
      return []
    }
  }
  return found
}

/** What each site comes upon, by its number. */
type Openings = Shared<number, ReturnType<Site>>

/** The first relevant condition that a world leaves open, and what would decide it. */
function firstOpen(
  sites: readonly Site[],
  from: number,
  evaluation: Evaluation,
  stacks: Stacks,
  openings: Openings,
) {
  for (let index = from; index < sites.length; index += 1) {
    const open = openings.of(index, evaluation, () => sites[index]?.(evaluation))
    if (open?.split) return { index, split: open.split }
    if (open) report(stacks, open.why, open.at)
  }
  return undefined
}

function chosen(world: World, parameter: string, value: string | undefined, literal: string): World {
  const choices = [...world.choices.filter((choice) => choice.parameter !== parameter), { parameter, value }]
  if (value !== undefined) return { ...world, choices }
  const except = new Map(world.except)
  except.set(parameter, new Set([...(except.get(parameter) ?? []), literal]))
  return { choices, except }
}

/** Choices in the order of the templates, so that worlds read alike. */
function sorted(world: World, stacks: Stacks): World {
  const order = stacks.roots.flatMap((root) =>
    [...root.template.parameters.keys()].map((name) => parameterName(stacks, root, name)),
  )
  const choices = world.choices.toSorted((a, b) => order.indexOf(a.parameter) - order.indexOf(b.parameter))
  return { ...world, choices }
}

function report({ problems }: Stacks, why: string, at: Place): void {
  const known = problems.some((problem) => problem.why === why && placeText(problem.at) === placeText(at))
  if (!known) problems.push({ why, at })
}
