import { readAction } from './aws-query.ts'
import type { Protocol } from './message.ts'
import { elements, escapeXml, XML_HEAD } from './xml.ts'

const XMLNS = 'http://ec2.amazonaws.com/doc/2016-11-15/'

/** As awsQuery, but with `item` for `member`, no Result element, and errors in a list (Smithy, "EC2 query protocol"). */
export const ec2Query: Protocol = {
  read: readAction,
  answer: ({ action, requestId }, result) => ({
    status: 200,
    headers: { 'content-type': 'text/xml;charset=UTF-8' },
    body:
      `${XML_HEAD}<${action}Response xmlns="${XMLNS}"><requestId>${requestId}</requestId>` +
      `${elements(result, 'item')}</${action}Response>`,
  }),
  refuse: ({ status, code, message, requestId, headers }) => ({
    status,
    headers: { 'content-type': 'text/xml;charset=UTF-8', ...headers },
    body:
      `${XML_HEAD}<Response><Errors><Error><Code>${escapeXml(code)}</Code><Message>${escapeXml(message)}</Message>` +
      `</Error></Errors><RequestID>${requestId}</RequestID></Response>`,
  }),
}
