import type { Finding } from '../../handlers/call.ts'
import { type InsideFinding, verdict } from '../../handlers/verdict.ts'

const CIDR = '10.10.0.0/16'
const hello = 'Hi Miztikal World, Hello from Lambda running at 3.3.3.3'
const answered = (status: number, message: string, addresses = ['3.3.3.3']): Finding => ({
  kind: 'answered',
  addresses,
  status,
  message,
})
const noName: Finding = { kind: 'no-name', code: 'ENOTFOUND' }
const greeted = answered(200, hello, ['10.10.2.13', '10.10.3.160'])

const OUTSIDE = 'The caller outside the VPC got'
const INSIDE = 'The caller inside the VPC got'

describe('verdict', () => {
  it.each([
    { outside: noName, sentence: 'refused: the name does not resolve' },
    { outside: answered(403, 'Forbidden'), sentence: 'refused: 403 from 3.3.3.3: Forbidden' },
  ])('passes when the outside is $sentence', ({ outside, sentence }) => {
    expect(verdict(greeted, outside, CIDR)).toEqual({
      kind: 'passed',
      data: { InsideVpc: `200 from 10.10.2.13, 10.10.3.160: ${hello}`, OutsideVpc: sentence },
    })
  })

  it.each<{ outside: Finding; kind: string; reason: string }>([
    {
      outside: answered(200, hello),
      kind: 'public',
      reason: '200 from 3.3.3.3, expected no name or 403: the API is public.',
    },
    {
      outside: answered(204, ''),
      kind: 'public',
      reason: '204 from 3.3.3.3, expected no name or 403: the API is public.',
    },
    {
      outside: answered(401, 'Unauthorized'),
      kind: 'unsettled',
      reason: '401 from 3.3.3.3: Unauthorized, expected no name or 403.',
    },
    { outside: answered(302, ''), kind: 'unsettled', reason: '302 from 3.3.3.3: , expected no name or 403.' },
    {
      outside: answered(502, 'Oops'),
      kind: 'unsettled',
      reason: '502 from 3.3.3.3: Oops, expected no name or 403.',
    },
    {
      outside: { kind: 'no-answer', addresses: ['3.3.3.3'], code: 'TimeoutError' },
      kind: 'unsettled',
      reason: 'no answer from 3.3.3.3 (TimeoutError), expected no name or 403.',
    },
    {
      outside: { kind: 'no-answer', addresses: [], code: 'EAI_AGAIN' },
      kind: 'unsettled',
      reason: 'no answer from DNS (EAI_AGAIN), expected no name or 403.',
    },
  ])('is $kind when the outside got $reason', ({ outside, kind, reason }) => {
    expect(verdict(greeted, outside, CIDR)).toEqual({ kind, reason: `${OUTSIDE} ${reason}` })
  })

  it.each<{ inside: InsideFinding; got: string }>([
    { inside: noName, got: 'no name (ENOTFOUND)' },
    {
      inside: { kind: 'no-answer', addresses: ['10.10.2.13'], code: 'TimeoutError' },
      got: 'no answer from 10.10.2.13 (TimeoutError)',
    },
    { inside: { kind: 'caller-failed', message: 'Task timed out' }, got: 'no finding (Task timed out)' },
    { inside: answered(403, 'Forbidden', ['10.10.2.13']), got: '403 from 10.10.2.13: Forbidden' },
    { inside: answered(500, hello, ['10.10.2.13']), got: `500 from 10.10.2.13: ${hello}` },
    { inside: answered(200, 'Good day', ['10.10.2.13']), got: '200 from 10.10.2.13: Good day' },
    { inside: answered(200, hello, ['3.3.3.3']), got: `200 from 3.3.3.3: ${hello}` },
    {
      inside: answered(200, hello, ['10.10.2.13', '3.3.3.3']),
      got: `200 from 10.10.2.13, 3.3.3.3: ${hello}`,
    },
    { inside: answered(200, hello, ['2001:db8::1']), got: `200 from 2001:db8::1: ${hello}` },
    { inside: answered(200, hello, []), got: `200 from : ${hello}` },
  ])('is unsettled when the inside got $got', ({ inside, got }) => {
    const reason = `${INSIDE} ${got}, expected 200 with the greeting from addresses in ${CIDR} only.`
    expect(verdict(inside, noName, CIDR)).toEqual({ kind: 'unsettled', reason })
  })

  it('has one sentence for each failing caller, and a public API is final', () => {
    expect(verdict(noName, answered(200, hello), CIDR)).toEqual({
      kind: 'public',
      reason: `${INSIDE} no name (ENOTFOUND), expected 200 with the greeting from addresses in ${CIDR} only. ${OUTSIDE} 200 from 3.3.3.3, expected no name or 403: the API is public.`,
    })
  })
})
