// Runs in a namespace: echoes what comes to the addresses it is told of, and sends what it is told to.
import { createSocket } from 'node:dgram'
import { connect } from 'node:net'

const open = new Map()
process.once('disconnect', () => process.exit())

const orders = {
  async listen({ id, addresses, ports }) {
    const bound = addresses.flatMap((address) => ports.map((port) => ({ address, port })))
    await Promise.all(
      bound.map(
        ({ address, port }) =>
          new Promise((done) => {
            const socket = createSocket('udp4')
            socket.on('message', (message, from) => socket.send(message, from.port, from.address, () => {}))
            socket.bind(port, address, done)
          }),
      ),
    )
    process.send({ id })
  },

  // A host without a listener refuses a connection with a reset, which is an answer like any other.
  tcp({ id, from, clientPort, to, port }) {
    const socket = connect({ host: to, port, localAddress: from, localPort: clientPort })
    open.set(id, () => socket.destroy())
    socket.once('connect', () => process.send({ id, answer: 'connected' }))
    socket.once('error', ({ code }) => process.send({ id, answer: code }))
  },

  udp({ id, from, clientPort, to, port }) {
    const socket = createSocket('udp4')
    open.set(id, () => socket.close())
    socket.once('message', () => process.send({ id, answer: 'echoed' }))
    socket.once('error', ({ code }) => process.send({ id, answer: code }))
    socket.bind(clientPort, from, () =>
      socket.send('probe', port, to, (error) => {
        if (error) process.send({ id, answer: error.code })
      }),
    )
  },

  forget({ ids }) {
    for (const id of ids) {
      open.get(id)?.()
      open.delete(id)
    }
  },
}

process.on('message', (order) => orders[order.order](order))
