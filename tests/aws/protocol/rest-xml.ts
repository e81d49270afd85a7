import type { Structure } from './data.ts'
import type { HttpRequest, Protocol, Refusal, Reply } from './message.ts'
import { escapeXml, XML_HEAD } from './xml.ts'

/** S3: the action by method, path and query; bodies are what each action makes of them (Smithy, "AWS REST XML"). */
export const restXml = (
  read: (http: HttpRequest) => { action: string; parameters: Structure },
): Protocol => ({
  read,
  answer: ({ action }) => {
    throw new Error(`S3's ${action} gave a structure; its answers are replies`)
  },
  refuse,
})

/** An answer to HEAD has no body: the SDK knows such an error by its status alone. */
function refuse({ status, code, message, requestId, method, path, headers }: Refusal): Reply {
  if (method === 'HEAD') return { status, headers, body: '' }
  const body =
    `${XML_HEAD}<Error><Code>${escapeXml(code)}</Code><Message>${escapeXml(message)}</Message>` +
    `<Resource>${escapeXml(path)}</Resource><RequestId>${requestId}</RequestId></Error>`
  return { status, headers: { 'content-type': 'application/xml', ...headers }, body }
}

/** An XML body of S3. */
export const xmlReply = (
  root: string,
  content: string,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Reply => ({
  status,
  headers: { 'content-type': 'application/xml', ...headers },
  body: `${XML_HEAD}<${root} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${content}</${root}>`,
})
