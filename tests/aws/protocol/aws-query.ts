import { readForm } from './form.ts'
import type { HttpRequest, Protocol, Refusal } from './message.ts'
import { element, elements, escapeXml } from './xml.ts'

/** Form in, XML out: CloudFormation, STS, IAM (Smithy, "AWS query protocol"). */
export function awsQuery(xmlns: string): Protocol {
  return {
    read: readAction,
    answer: ({ action, requestId }, result) => ({
      status: 200,
      headers: { 'content-type': 'text/xml' },
      body:
        `<${action}Response xmlns="${xmlns}">` +
        `<${action}Result>${elements(result, 'member')}</${action}Result>` +
        `${element('ResponseMetadata', { RequestId: requestId }, 'member')}</${action}Response>`,
    }),
    refuse: (refusal) => ({
      status: refusal.status,
      headers: { 'content-type': 'text/xml', ...refusal.headers },
      body: `<ErrorResponse xmlns="${xmlns}">${errorOf(refusal)}</ErrorResponse>`,
    }),
  }
}

const errorOf = ({ status, code, message, requestId }: Refusal): string =>
  `<Error><Type>${status < 500 ? 'Sender' : 'Receiver'}</Type><Code>${escapeXml(code)}</Code>` +
  `<Message>${escapeXml(message)}</Message></Error><RequestId>${requestId}</RequestId>`

/** Query and ec2 alike: the action is a field of the form, or of the query of a GET. */
export function readAction({ body, query }: HttpRequest) {
  const form = new URLSearchParams(body.length > 0 ? body.toString('utf8') : query)
  const { Action, Version: _version, ...parameters } = readForm(form)
  return { action: typeof Action === 'string' ? Action : '', parameters }
}
