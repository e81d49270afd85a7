import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { installed } from '../../command/installed.ts'
import { UserError } from '../../command/user-error.ts'
import { run } from '../measure.ts'

const REQUIREMENTS = 'bench/requirements.txt'

/** The client we are measured against. It is no part of the project: only the bench installs it. */
export const awsCli = (): string => installed('aws', '.')

/** Installs the AWS CLI into .venv, where its versions fit to what is there (requirements.in), unless it is there. */
export async function installAwsCli(): Promise<void> {
  const wanted = versionOf('awscli')
  const python = resolve('.venv/bin/python')
  const found = await run(python, ['-c', 'import importlib.metadata as m; print(m.version("awscli"))'])
  if (found.stdout.trim() === wanted) return

  console.log(`Installing the AWS CLI ${wanted} into .venv (once)`)
  const quiet = ['--quiet', '--disable-pip-version-check', '--no-input']
  const { code, stderr } = await run(python, [
    ...['-m', 'pip', 'install', ...quiet],
    ...['--require-hashes', '-r', REQUIREMENTS],
  ])
  if (code !== 0)
    throw new UserError(
      `pip install -r ${REQUIREMENTS} failed with exit code ${code}:\n${stderr.trimEnd().split('\n').at(-1)}`,
      'The bench compares with the AWS CLI, which comes from PyPI: run it where that can be reached.',
    )
}

/** As it is pinned there. */
export function versionOf(name: string): string {
  const [, version = ''] = new RegExp(`^${name}==(\\S+)`, 'm').exec(readFileSync(REQUIREMENTS, 'utf8')) ?? []
  return version
}
