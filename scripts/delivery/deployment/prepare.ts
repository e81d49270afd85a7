import { readFileSync } from 'node:fs'
import type { Stack, Tag } from '@aws-sdk/client-cloudformation'
import { readTemplate } from '../../template/read.ts'
import { openStacks, type Stacks } from '../../template/stacks.ts'
import type { Template } from '../../template/template.ts'
import { type Bucket, bucketOf, urlIn } from '../artifacts/bucket.ts'
import { type Artifact, artifactOf, packaged } from '../artifacts/package.ts'
import type { Aws } from '../aws/connect.ts'
import { type Identity, identityOf } from '../aws/identity.ts'
import type { Asked } from './asked.ts'
import { capabilitiesOf, type Needed } from './capabilities.ts'
import { wiring } from './only.ts'
import { type Chosen, chooseParameters, type Supplied } from './parameters.ts'

/** All that a change set is made from, before anything is written. */
export interface Deployment {
  readonly identity: Identity
  readonly template: Template
  /** The templates with the values that they are deployed with, for the proof; what is not known stays open. */
  readonly stacks: Stacks
  readonly chosen: readonly Chosen[]
  /** `AWS::Region` and the like, as templates refer to them. */
  readonly place: ReadonlyMap<string, string>
  /** The root template as it is submitted. */
  readonly body: string
  /** Where a body too long to send along is taken from. */
  readonly bodyUrl: string | undefined
  readonly artifacts: readonly Artifact[]
  readonly bucket: Bucket
  readonly needed: readonly Needed[]
  readonly tags: readonly Tag[] | undefined
}

/** CloudFormation takes no longer template in a request (quotas, "Template body size in a request"). */
const LONGEST_BODY = 51_200

/**
 * Chooses values for the parameters and packages the templates; only reads.
 *
 * @param stack as it is
 */
export async function prepare(aws: Aws, asked: Asked, stack: Stack | undefined): Promise<Deployment> {
  const { file, given, tags } = asked
  const template = readTemplate(file)
  const identity = await identityOf(aws)
  const bucket = bucketOf(identity.account, aws.region)
  const wired = asked.only ? await wiring(aws.cloudformation, asked.family, asked.only) : new Map()
  const chosen = chooseParameters(template, given, new Map([...uploadedTo(bucket), ...wired]), stack)
  // Also checks the values that were given, and names those that the template does not have.
  const plain = openStacks([file], given)
  const [root] = plain.roots
  if (!root) throw new Error(`${file} was not opened`)
  const pack = packaged(root, urlIn(bucket), (name) => readFileSync(name, 'utf8'))
  const long = Buffer.byteLength(pack.body) > LONGEST_BODY ? artifactOf(pack.body, file) : undefined
  const place = new Map([
    ['AWS::AccountId', identity.account],
    ['AWS::Region', aws.region],
  ])
  const known = chosen.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const]))
  const stacks = openStacks([file], new Map([...place, ...known]))
  return {
    ...{ identity, template, stacks, chosen, place, body: pack.body, bucket, tags },
    bodyUrl: long && urlIn(bucket)(long.key),
    artifacts: [...pack.artifacts, ...(long ? [long] : [])],
    needed: capabilitiesOf(plain),
  }
}

/** Our main.yaml asks where its nested templates are; those who give it a bucket of their own have it their way. */
const uploadedTo = ({ name }: Bucket): Supplied =>
  new Map([['TemplateBucketName', { value: name, from: 'the bucket of this account', isFirm: false }]])
