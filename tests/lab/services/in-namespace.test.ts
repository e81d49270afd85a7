import { PUBLIC_DNS } from '../../../scripts/lab/plan/public.ts'
import { endpointNames } from '../../../scripts/lab/services/index.ts'
import { describeInNamespaces } from '../in-namespaces.ts'
import { type Asked, askServices } from './namespace.ts'
import { apiIn, distRegion } from './region.ts'

const CORPORATE = 'CorporateCidr=192.168.0.0/16'

describeInNamespaces('what a person sees who asks the services of dist/', () => {
  const { plan, deployed } = distRegion(CORPORATE)
  const api = apiIn(deployed, 'PRIVATE').id
  const publicApi = apiIn(deployed, 'REGIONAL').id
  const name = `${api}.execute-api.us-east-1.amazonaws.com`
  const publicName = `${publicApi}.execute-api.us-east-1.amazonaws.com`
  const [own] = plan.endpoints
  const endpointName = own ? [...endpointNames(own, plan).keys()][0] : ''
  const alias = `${api}-${own?.id}.execute-api.us-east-1.amazonaws.com`
  const host = (wanted: string) => plan.hosts.find((one) => one.name === wanted)
  const at = (place: string, ...command: string[]): Asked => {
    const { address = '', nameserver = '' } = host(place) ?? {}
    return { nameserver, command: command.map((word) => (word === 'ME' ? address : word)) }
  }
  const curl = (place: string, ...args: string[]) =>
    at(place, 'curl', '-sS', '-w', ' %{http_code}', '--interface', 'ME', ...args)
  const questions = {
    consumer: at('consumer', 'nslookup', name),
    internet: at('internet', 'nslookup', name),
    publicly: at('internet', 'nslookup', publicName),
    corporate: at('corporate', 'nslookup', name),
    alias: at('internet', 'nslookup', alias),
    tcp: at('consumer', 'nslookup', '-vc', name),
    called: curl('consumer', `https://${name}/miztiik/secure/greeter`),
    byAlias: curl('corporate', `https://${alias}/miztiik/secure/greeter`),
    byHost: curl('corporate', '-H', `Host: ${name}`, `https://${endpointName}/miztiik/secure/greeter`),
    byId: curl('corporate', '-H', `x-apigw-api-id: ${api}`, `https://${endpointName}/miztiik/secure/greeter`),
    publicFromVpc: curl('consumer', `https://${publicName}/miztiik/unsecure/greeter`),
    publicFromInternet: curl('internet', `https://${publicName}/miztiik/unsecure/greeter`),
    privateFromInternet: curl('internet', `https://${name}/miztiik/secure/greeter`),
    otherVpc: curl('other-vpc', `https://${name}/miztiik/secure/greeter`),
  }
  const answers = askServices([CORPORATE], Object.values(questions))
  const told = (what: keyof typeof questions) => answers[Object.keys(questions).indexOf(what)]

  test('nslookup in the VPC prints the names and addresses as on AWS', () => {
    const [one, two] = own?.addresses ?? []
    const transcript = (first: string | undefined, second: string | undefined) =>
      [
        'Server:\t\t10.10.0.2',
        'Address:\t10.10.0.2#53',
        '',
        'Non-authoritative answer:',
        `${name}\tcanonical name = execute-api.us-east-1.amazonaws.com.`,
        'Name:\texecute-api.us-east-1.amazonaws.com',
        `Address: ${first}`,
        'Name:\texecute-api.us-east-1.amazonaws.com',
        `Address: ${second}`,
        '',
        '',
      ].join('\n')
    expect([transcript(one, two), transcript(two, one)]).toContain(told('consumer')?.out)
    expect([transcript(one, two), transcript(two, one)]).toContain(told('tcp')?.out)
  })

  test('nslookup on the internet finds the public API only', () => {
    expect(told('internet')).toEqual({
      out: `Server:\t\t${PUBLIC_DNS}\nAddress:\t${PUBLIC_DNS}#53\n\n** server can't find ${name}: NXDOMAIN\n\n`,
      code: 1,
    })
    expect(told('publicly')?.out).toContain(`Name:\t${publicName}\nAddress: 198.51.100.80\n`)
  })

  test('the alias name leads everybody to the endpoint; the corporate DNS server asks the inbound resolver', () => {
    for (const address of own?.addresses ?? []) {
      expect(told('alias')?.out).toContain(`Name:\t${alias}\nAddress: ${address}\n`)
      expect(told('corporate')?.out).toContain(`Address: ${address}\n`)
    }
    expect(told('corporate')?.out).toContain('canonical name = execute-api.us-east-1.amazonaws.com.')
  })

  test('curl gets what AWS would answer, by certificates that it trusts', () => {
    expect(told('called')).toEqual({ out: 'from SecurePrivateApi/Greeter 200', code: 0 })
    for (const form of ['byAlias', 'byHost', 'byId'] as const)
      expect(told(form)).toEqual({ out: 'from SecurePrivateApi/Greeter 200', code: 0 })
    expect(told('publicFromVpc')).toEqual({ out: '{"message":"Forbidden"} 403', code: 0 })
    expect(told('publicFromInternet')).toEqual({ out: 'from UnsecurePublicApi/Greeter 200', code: 0 })
    expect(told('privateFromInternet')).toEqual({
      out: ` 000curl: (6) Could not resolve host: ${name}\n`,
      code: 6,
    })
    expect(told('otherVpc')).toEqual({
      out: `{"Message":"User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:us-east-1:********3333:${api}/miztiik/GET/secure/greeter with an explicit deny"} 403`,
      code: 0,
    })
  })
})
