/** Lines beyond this are forgotten, the oldest first: a lab may be up for days. */
const KEPT = 10_000

/** What the region writes to CloudWatch, and what the lab has to say of itself. */
export class Log {
  private readonly lines: string[] = []

  /** @param of whose line it is: `access`, or the address of a function */
  add(of: string, line: string): void {
    this.lines.push(`${of}  ${line}\n`)
    if (this.lines.length > KEPT) this.lines.splice(0, this.lines.length - KEPT)
  }

  text(): string {
    return this.lines.length > 0 ? this.lines.join('') : 'Nothing is logged yet.\n'
  }
}
