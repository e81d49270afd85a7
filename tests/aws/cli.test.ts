import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import { spawnAws } from './spawn.ts'

const run = promisify(execFile)

/** The CLI is no dependency of the project; where it is installed, it is another witness of the protocols. */
const CLI = (process.env.PATH ?? '')
  .split(':')
  .map((folder) => `${folder}/aws`)
  .find(existsSync)
const withCli = CLI ? test : test.skip

withCli(
  'aws cloudformation deploy makes, updates and deletes the stack, as from a shell',
  async () => {
    const aws = await spawnAws({ instant: true })
    const cli = async (...args: readonly string[]) => {
      const { stdout } = await run(CLI ?? '', args, { env: { ...process.env, ...aws.env } })
      return stdout
    }
    try {
      await cli('s3', 'mb', 's3://artifacts-of-mine')
      await cli('s3', 'sync', 'dist', 's3://artifacts-of-mine/p')
      const deploy = ['cloudformation', 'deploy', '--stack-name', 'demo', '--template-file', 'dist/main.yaml']
      const parameters = ['TemplateBucketName=artifacts-of-mine', 'TemplateKeyPrefix=p/']
      const more = ['--capabilities', 'CAPABILITY_IAM', '--parameter-overrides', ...parameters]
      expect(await cli(...deploy, ...more)).toContain('Successfully created/updated stack - demo')
      const query = ['--query', 'Stacks[0].StackStatus', '--output', 'text']
      const describe = ['cloudformation', 'describe-stacks', '--stack-name', 'demo', ...query]
      expect(await cli(...describe)).toBe('CREATE_COMPLETE\n')
      await cli('cloudformation', 'delete-stack', '--stack-name', 'demo')
      await expect(cli(...describe)).rejects.toThrow('Stack with id demo does not exist')
    } finally {
      await aws.stop()
    }
  },
  60_000,
)
