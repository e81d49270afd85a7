import { createPrivateKey, X509Certificate } from 'node:crypto'
import { UserError } from '../../../scripts/command/user-error.ts'
import { certificateNames, makeCertificate } from '../../../scripts/lab/services/index.ts'

test('the certificate is good for every name of a region, under a CA of its own', async () => {
  const [one, other] = await Promise.all([
    makeCertificate(certificateNames('us-east-1')),
    makeCertificate(certificateNames('cn-north-1')),
  ])
  const [cert, ca] = [new X509Certificate(one.cert), new X509Certificate(one.ca)]
  expect(cert.verify(ca.publicKey)).toBe(true)
  expect(cert.checkIssued(ca)).toBe(true)
  expect(new X509Certificate(other.cert).verify(ca.publicKey)).toBe(false)
  expect({ ca: ca.ca, leaf: cert.ca }).toEqual({ ca: true, leaf: false })
  for (const name of [
    'abc.execute-api.us-east-1.amazonaws.com',
    'abc-vpce-0123.execute-api.us-east-1.amazonaws.com',
    'execute-api.us-east-1.amazonaws.com',
    'vpce-0123-abcdefgh.execute-api.us-east-1.vpce.amazonaws.com',
  ])
    expect([name, cert.checkHost(name)]).toEqual([name, expect.any(String)])
  expect(cert.checkHost('www.amazonaws.com')).toBeUndefined()
  expect(
    new X509Certificate(other.cert).checkHost('abc.execute-api.cn-north-1.amazonaws.com.cn'),
  ).toBeDefined()
})

test("what is returned holds the server's key and no other", async () => {
  const { ca, cert, key } = await makeCertificate(['a.example'])
  expect([ca, cert, key].map((pem) => pem.match(/BEGIN [A-Z ]+/g))).toEqual([
    ['BEGIN CERTIFICATE'],
    ['BEGIN CERTIFICATE'],
    ['BEGIN PRIVATE KEY'],
  ])
  expect(new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))).toBe(true)
})

test('a region that is none makes no certificate', async () => {
  await expect(makeCertificate(certificateNames('x,DNS:bank.example'))).rejects.toThrow(UserError)
})
