import { once } from 'node:events'
import { request } from 'node:https'
import { text } from 'node:stream/consumers'
import { certificateNames, makeCertificate, serveCheckIp } from '../../../scripts/lab/services/index.ts'

test('callers are told the address that they come from, by a name that the certificate is for', async () => {
  const { ca, ...tls } = await makeCertificate(certificateNames('us-east-1'))
  const service = await serveCheckIp('127.0.0.1', tls, 0)
  const sent = request({
    host: '127.0.0.1',
    port: service.port,
    localAddress: '127.0.0.9',
    servername: 'checkip.amazonaws.com',
    ca,
    agent: false,
  })
  const [response] = await once(sent.end(), 'response')
  expect(await text(response)).toBe('127.0.0.9\n')
  await service.close()
})
