import { type Gateway, useGateway } from './gateway.ts'

let lab: Gateway
useGateway((one) => {
  lab = one
})

describe('throttling', () => {
  const statuses = async (count: number, path = '/prod/few') => {
    const all: number[] = []
    for (let i = 0; i < count; i++) all.push((await lab.get(path)).status)
    return all
  }

  test('a method lets pass its burst, then its rate, and others are not touched', async () => {
    expect(await statuses(4)).toEqual([200, 200, 200, 429])
    lab.state.now += 500
    expect(await statuses(2)).toEqual([200, 429])
    expect(await statuses(3, '/prod/greet')).toEqual([200, 200, 200])
    lab.state.now += 60_000
    expect(await statuses(4)).toEqual([200, 200, 200, 429])
  })

  test('who is throttled reads so; who is denied takes nothing from the bucket', async () => {
    lab.state.now += 60_000
    await lab.get('/prod/few', { headers: { 'User-Agent': 'bad' } })
    expect(await statuses(3)).toEqual([200, 200, 200])
    const { status, body, header } = await lab.get('/prod/few')
    expect({ status, body, type: header('x-amzn-ErrorType') }).toEqual({
      status: 429,
      body: '{"message":"Too Many Requests"}',
      type: 'TooManyRequestsException',
    })
  })
})

describe('the access log', () => {
  const parsed = () => lab.state.log.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line))

  test('has a line in the format of the stage', async () => {
    const { header } = await lab.get('/prod/items/7?a=1', { headers: { 'User-Agent': 'a"b\\c' } })
    expect(parsed()).toEqual([
      {
        id: header('x-amzn-RequestId'),
        ip: '127.20.1.99',
        vpce: lab.endpointId,
        agent: 'a"b\\c',
        line: 'GET /prod/items/7 HTTP/1.1',
        resource: '/items/{id}',
        status: '200',
        length: '5',
        error: '-',
        type: '-',
        user: '-',
        odd: '-',
        ms: '0',
      },
    ])
  })

  test('says why a request was refused, and nothing of one that named no API or stage', async () => {
    await lab.get('/prod/greet', { headers: { Host: 'x' } })
    await lab.get('/nostage/greet')
    await lab.get('/prod/nowhere')
    expect(parsed()).toMatchObject([
      {
        status: '403',
        error: 'Missing Authentication Token',
        type: 'MISSING_AUTHENTICATION_TOKEN',
        resource: '-',
        ms: '-',
      },
    ])
  })
})

test('what is deployed is asked for anew with every request', async () => {
  const { deployed } = lab.state
  lab.state.deployed = { ...deployed, apis: { ...deployed.apis, apis: [] } }
  const before = await lab.get('/prod/greet')
  lab.state.deployed = deployed
  expect([before.status, (await lab.get('/prod/greet')).status]).toEqual([403, 200])
})
