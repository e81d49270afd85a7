/** What an API's front end knows of one call. */
export interface Call {
  /** The endpoint it came through, the endpoint's VPC, and the address seen there; null from the internet. */
  readonly sourceVpce: string | null
  readonly sourceVpc: string | null
  readonly vpcSourceIp: string | null
  /** The public address it came from; null through an endpoint. */
  readonly sourceIp: string | null
  /** The ARN of the identity whose valid SigV4 signature it carries, also where the method wants none; or null. */
  readonly principal: string | null
  readonly method: string
  /** As requested, without the stage: `/pets/1`. */
  readonly path: string
  readonly stage: string
  /** More condition keys, or other values for those that follow from the rest. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>
}

/** The ARN that policies know a call by: its verb and its path, not the template of the path (semantics 3.7). */
export function methodArn(apiArn: string, { stage, method, path }: Call): string {
  const [withoutQuery = ''] = path.split('?')
  // One slash parts the verb from the path; the root keeps it, and double slashes stay.
  return `${apiArn}/${stage}/${method}/${withoutQuery.replace(/^\//, '')}`
}
