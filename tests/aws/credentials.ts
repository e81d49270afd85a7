import type { ServiceError } from './protocol/service-error.ts'
import type { Signature } from './protocol/signature.ts'
import {
  type Dialect,
  expiredToken,
  missingCredentials,
  skewed,
  tolerance,
  unknownKey,
} from './protocol/wording.ts'

/** The credentials that the endpoint knows, and its idea of the time. */
export class Credentials {
  readonly known = new Set(['AKIAIOSFODNN7EXAMPLE', 'ASIAIOSFODNN7EXAMPLE'])
  private readonly expired = new Set<string>()
  /** Milliseconds that the endpoint's clock is ahead of this machine's, which the SDK signs with. */
  skew = 0

  now(): number {
    return Date.now() + this.skew
  }

  expire(signature: Pick<Signature, 'accessKeyId' | 'sessionToken'>): void {
    this.expired.add(keyOf(signature))
  }

  /** As if the same credentials had been made valid again. */
  renew(): void {
    this.expired.clear()
  }

  /** Why a request is refused whatever it asks for. */
  refusal(signature: Signature | undefined, dialect: Dialect): ServiceError | undefined {
    if (!signature) return missingCredentials(dialect)
    if (!this.known.has(signature.accessKeyId)) return unknownKey(dialect)
    const now = this.now()
    if (Math.abs(signature.at - now) > tolerance(dialect) * 60_000) return skewed(dialect, signature.at, now)
    return this.expired.has(keyOf(signature)) ? expiredToken(dialect) : undefined
  }
}

const keyOf = ({ accessKeyId, sessionToken = '' }: Pick<Signature, 'accessKeyId' | 'sessionToken'>): string =>
  `${accessKeyId} ${sessionToken}`
