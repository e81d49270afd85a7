/** The reasons why a ruleset refuses packets, by the numbers that it marks them with. */
export class Refusals {
  private readonly reasons = ['']

  /** The end of a rule that refuses what the rule matches. */
  refuse(reason: string): string {
    const known = this.reasons.indexOf(reason)
    const number = known > 0 ? known : this.reasons.push(reason) - 1
    return `meta mark set ${number} goto refuse`
  }

  of(number: number): string | undefined {
    return this.reasons[number]
  }
}
