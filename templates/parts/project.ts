import { parameter } from '../kit/index.ts'

/** What every template has: its value is on all that can carry a tag. */
export const project = {
  Project: parameter.text({
    Description: 'Value of the tag Project on everything in this stack.',
    Default: 'secure-private-api',
    AllowedPattern: '^[A-Za-z0-9][A-Za-z0-9 _.:/=+@-]{0,127}$',
    ConstraintDescription: 'a tag value: 1 to 128 letters, digits, spaces or _.:/=+@-',
  }),
}
