import { allow, B, deny, denyIf, ofIdentity } from './table.ts'

/** A resource policy or an identity's that says one of the three things. */
export const says = {
  Allow: [allow()],
  neutral: [denyIf({ StringEquals: { 'aws:SourceVpce': B } })],
  Deny: [allow(), deny()],
}
export const identitySays = {
  Allow: [[ofIdentity()]],
  neutral: [[ofIdentity({ Resource: 'arn:aws:execute-api:*:*:zzzzzzzzzz/*' })]],
  Deny: [[ofIdentity()], [ofIdentity({ Effect: 'Deny' })]],
}
