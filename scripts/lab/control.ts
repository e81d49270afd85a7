import { once } from 'node:events'
import { createConnection, createServer, type Server, type Socket } from 'node:net'
import { UserError } from '../command/user-error.ts'
import type { State } from './state.ts'

/** What another command can ask a running lab. */
export type Question = 'status' | 'reload' | 'logs' | 'flows'

/** What it answers: text for the terminal, and whether it went well. */
export interface Reply {
  readonly text: string
  readonly ok: boolean
}

/** Answers questions on the lab's socket; one for each connection. */
export async function listen(
  control: string,
  answer: (question: Question) => Promise<Reply>,
): Promise<Server> {
  const server = createServer({ allowHalfOpen: true }, async (socket) => {
    socket.on('error', () => socket.destroy())
    const question = await read(socket)
    const reply = await answer(question as Question).catch((error: Error) => ({
      text: `${error.message}\n`,
      ok: false,
    }))
    socket.end(JSON.stringify(reply))
  })
  server.listen(control)
  await once(server, 'listening')
  return server
}

/** @throws UserError when no lab is up */
export async function ask({ control }: State, question: Question): Promise<Reply> {
  const socket = createConnection(control)
  try {
    await once(socket, 'connect')
  } catch {
    throw notUp()
  }
  socket.end(question)
  return JSON.parse(await read(socket))
}

export const notUp = (): UserError => new UserError('The lab is not up.', 'Start it: npm run lab')

/** All that the other end says. Not by iterating: that would close a socket that still has to answer. */
async function read(socket: Socket): Promise<string> {
  const chunks: Buffer[] = []
  socket.on('data', (chunk) => chunks.push(chunk))
  await once(socket, 'end')
  return Buffer.concat(chunks).toString()
}
