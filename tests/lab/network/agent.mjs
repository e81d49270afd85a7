// Runs in a namespace: echoes what comes to the addresses it is told of, and sends what it is told to.
import { createSocket } from 'node:dgram'
import { connect, createServer } from 'node:net'

const open = new Map()
process.once('disconnect', () => process.exit())

const orders = {
  /** Echoes datagrams, with the address that they came from. */
  async listen({ id, addresses, ports }) {
    const bound = addresses.flatMap((address) => ports.map((port) => ({ address, port })))
    await Promise.all(
      bound.map(
        ({ address, port }) =>
          new Promise((done) => {
            const socket = createSocket('udp4')
            socket.on('message', (_, from) => socket.send(from.address, from.port, from.address, () => {}))
            socket.bind(port, address, done)
          }),
      ),
    )
    process.send({ id })
  },

  /** Accepts connections, and echoes what they say. */
  serve({ id, address, port }) {
    createServer((socket) => socket.pipe(socket)).listen(port, address, () => process.send({ id }))
  },

  // A host without a listener refuses a connection with a reset, which is an answer like any other.
  tcp({ id, from, clientPort, to, port }) {
    const socket = connect({ host: to, port, localAddress: from, localPort: clientPort })
    open.set(id, socket)
    socket.once('connect', () => process.send({ id, answer: 'connected' }))
    socket.once('error', ({ code }) => process.send({ id, answer: code }))
  },

  udp({ id, from, clientPort, to, port }) {
    const socket = createSocket('udp4')
    open.set(id, { destroy: () => socket.close() })
    socket.once('message', (seenFrom) => process.send({ id, answer: 'echoed', seenFrom: `${seenFrom}` }))
    socket.once('error', ({ code }) => process.send({ id, answer: code }))
    const failed = (error) => error && process.send({ id, answer: error.code })
    socket.bind(clientPort, from, () => socket.send('probe', port, to, failed))
  },

  /** Says something on a connection made before, and waits for its echo. */
  say({ id, on }) {
    const socket = open.get(on)
    socket.once('data', (echo) => process.send({ id, answer: `${echo}` }))
    socket.write('still there')
  },

  forget({ ids }) {
    for (const id of ids) {
      open.get(id)?.destroy()
      open.delete(id)
    }
  },
}

process.on('message', (order) => orders[order.order](order))
