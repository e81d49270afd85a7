import { assumeRole, type Identity } from './identity.ts'
import type { Session } from './sessions.ts'

/** Everybody in one lab who can sign. */
export class Identities {
  private readonly all = new Map<string, Identity>()

  /** The identity of a session, always the same. */
  of(session: Session): Identity {
    const known = this.all.get(session.arn)
    if (known) return known
    const made = assumeRole(session)
    this.all.set(session.arn, made)
    return made
  }

  /** Whose an access key is. */
  byKey(accessKeyId: string): Identity | undefined {
    return [...this.all.values()].find((one) => one.accessKeyId === accessKeyId)
  }
}
