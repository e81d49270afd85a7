import { type Call, identified, isReply, type Protocol, type Result } from './message.ts'
import { listen } from './server.ts'
import { ServiceError } from './service-error.ts'

/** A service that answers whatever it is told, for tests of a protocol by itself. */
export async function stub(protocol: Protocol, service: string) {
  const asked: Pick<Call, 'action' | 'parameters'>[] = []
  let answer: Result | ServiceError = {}
  const server = await listen(async (http) => {
    const read = protocol.read(http)
    asked.push(read)
    const call = { ...read, service, requestId: 'request-1', region: 'us-east-1', http }
    if (answer instanceof ServiceError) {
      const { code, message, status, headers } = answer
      const { method, path } = http
      const refusal = { code, message, status, headers, requestId: 'request-1', method, path }
      return identified(protocol.refuse(refusal), 'request-1')
    }
    return identified(isReply(answer) ? answer : protocol.answer(call, answer), 'request-1')
  })
  const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret' }
  return {
    asked,
    configuration: { endpoint: server.url, region: 'us-east-1', credentials, maxAttempts: 1 },
    answers(given: Result | ServiceError) {
      answer = given
    },
    stop: server.stop,
  }
}
