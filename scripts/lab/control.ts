import { once } from 'node:events'
import { createConnection, createServer, type Socket } from 'node:net'
import { notUp } from './not-up.ts'
import type { State } from './state.ts'

/** What another command can ask a running lab. */
export type Question = 'status' | 'reload' | 'logs' | 'flows'

/** What it answers: text for the terminal, or why there is none. */
export type Reply =
  | { readonly text: string }
  /** A mistake of the person who asked, as two lines. */
  | { readonly mistake: string }
  | { readonly fault: string }

/** Answers questions on the lab's socket; one for each connection. */
export async function listen(
  control: string,
  answer: (question: Question) => Promise<string>,
): Promise<void> {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    // One that goes away before it is answered is nobody to answer.
    socket.on('error', () => socket.destroy())
    read(socket).then(
      async (question) => socket.end(JSON.stringify(await replyTo(question as Question, answer))),
      () => socket.destroy(),
    )
  })
  server.listen(control)
  await once(server, 'listening')
}

async function replyTo(question: Question, answer: (question: Question) => Promise<string>): Promise<Reply> {
  try {
    return { text: await answer(question) }
  } catch (error) {
    const { name, message, stack } = error as Error
    return name === 'UserError' ? { mistake: message } : { fault: stack ?? message }
  }
}

/** @throws UserError when no lab is up */
export async function ask(state: State, question: Question): Promise<Reply> {
  const socket = createConnection(state.control)
  try {
    await once(socket, 'connect')
  } catch {
    throw notUp(state)
  }
  socket.end(question)
  const said = await read(socket).catch(() => '')
  if (said === '') throw notUp(state)
  return JSON.parse(said)
}

/** All that the other end says. Not by iterating: that would close a socket that still has to answer. */
async function read(socket: Socket): Promise<string> {
  const chunks: Buffer[] = []
  socket.on('data', (chunk) => chunks.push(chunk))
  await once(socket, 'end')
  return Buffer.concat(chunks).toString()
}
