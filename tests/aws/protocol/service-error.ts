/** An error as a service words it; the protocol puts it into its own form. */
export class ServiceError extends Error {
  override name = 'ServiceError'
  readonly code: string
  readonly status: number
  readonly headers: Readonly<Record<string, string>>

  constructor(code: string, message: string, status = 400, headers: Readonly<Record<string, string>> = {}) {
    super(message)
    this.code = code
    this.status = status
    this.headers = headers
  }
}
