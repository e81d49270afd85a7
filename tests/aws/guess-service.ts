import type { HttpRequest } from './protocol/message.ts'

/** Versions and targets that are one service's own. */
const HINTS: readonly (readonly [hint: RegExp, service: string])[] = [
  [/Version=2010-05-15/, 'cloudformation'],
  [/Version=2011-06-15/, 'sts'],
  [/Version=2010-05-08/, 'iam'],
  [/Version=2016-11-15/, 'ec2'],
  [/Logs_/, 'logs'],
  [/ResourceGroupsTagging/, 'tagging'],
  [/ServiceQuotas/, 'servicequotas'],
]

/** The service of a request without a signature; what looks like none of the others is a request to S3. */
export function guessService({ headers, body, query }: HttpRequest): string {
  const text = `${headers['x-amz-target'] ?? ''} ${query} ${body.toString('utf8', 0, 4096)}`
  return HINTS.find(([hint]) => hint.test(text))?.[1] ?? 's3'
}
