import { CDK_FOLDER, installCdk } from './cdk.ts'
import type { Section } from './model.ts'

const tsc = ['node', 'node_modules/typescript/bin/tsc', '--noEmit']
const BUILD_INFO = 'node_modules/.cache/tsc.tsbuildinfo'
const synth = ['node', 'node_modules/aws-cdk/bin/cdk', 'synth', '--quiet']

/** What is measured. Every bench of every section runs once in each round, in this order. */
export const SECTIONS: readonly Section[] = [
  {
    title: 'Generating the templates',
    text:
      'The build writes the four templates and the root that nests them; `cdk synth` writes the four stacks ' +
      'of the original demo and, by default, validates them: the last row leaves that out. Its app runs ' +
      'through tsx without the type check that `cdk init` puts before it.',
    baseline: 'cdk synth',
    benches: [
      { name: 'build', command: ['node', 'scripts/run.mjs', 'build'] },
      { name: 'cdk synth', command: synth, folder: CDK_FOLDER, prepare: installCdk },
      { name: 'cdk synth, no validation', command: [...synth, '--no-validation'], folder: CDK_FOLDER },
    ],
    goals: [
      { bench: 'build', against: 'cdk synth', timesFaster: 40 },
      { bench: 'build', cost: 'rss', below: 80e6 },
    ],
  },
  {
    title: 'Checking the types',
    text: 'From nothing, and as `npm run typecheck` does it when nothing has changed since the last time.',
    benches: [
      { name: 'typecheck, from nothing', command: [...tsc] },
      { name: 'typecheck', command: [...tsc, '--incremental', '--tsBuildInfoFile', BUILD_INFO] },
    ],
    goals: [{ bench: 'typecheck', cost: 'wall', below: 1 }],
  },
  {
    title: 'Proving',
    text:
      'All theorems about the four templates of `dist/`, for every value of their parameters. The command ends with ' +
      'an error unless all are proved, and nothing is measured of one that does.',
    benches: [{ name: 'prove', command: ['node', 'scripts/run.mjs', 'prove'] }],
    goals: [
      { bench: 'prove', cost: 'wall', below: 1 },
      { bench: 'prove', cost: 'rss', below: 150e6 },
    ],
  },
]
