import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'

/** At which word of the dialogue the server does otherwise than a good one. */
export type Word = 'greeting' | 'EHLO' | 'MAIL' | 'RCPT' | 'DATA' | 'end'
/** What it does there: a reply such as `451 later`, `cut` the line, `take` (keep the mail, then cut), or say nothing. */
export type Mischief = { at: Word; does: string }

/** A mail server on this machine that answers as RFC 5321 says, unless told to misbehave. */
export async function startSmtp() {
  const taken: string[] = []
  const tried: string[] = []
  const sockets = new Set<Socket>()
  let mischief: ((tries: number) => Mischief | undefined) | undefined
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined)
    let body: string[] | undefined
    const now = () => mischief?.(tried.length)
    const say = (at: Word, usual: string): boolean => {
      const does = now()?.at === at ? now()!.does : usual
      if (does === 'silence') return false
      if (does === 'cut' || does === 'take') socket.destroy()
      else socket.write(`${does}\r\n`)
      return does === usual
    }
    say('greeting', '220 mail.test ESMTP')
    let rest = ''
    socket.on('data', (chunk) => {
      const lines = (rest + chunk.toString('utf8')).split('\r\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        if (body !== undefined) {
          if (line !== '.') {
            body.push(line.replace(/^\.\./, '.'))
            continue
          }
          const mail = body.join('\r\n')
          body = undefined
          const { at, does } = now() ?? {}
          tried.push(mail)
          const good = at !== 'end' || does === 'take'
          if (good) taken.push(mail)
          if (at === 'end') {
            if (does === 'cut' || does === 'take') socket.destroy()
            else if (does !== 'silence') socket.write(`${does}\r\n`)
          } else socket.write('250 2.0.0 taken\r\n')
          continue
        }
        const word = line.slice(0, 4).toUpperCase()
        if (word === 'EHLO') say('EHLO', '250-mail.test\r\n250 8BITMIME')
        else if (word === 'MAIL') say('MAIL', '250 2.1.0 ok')
        else if (word === 'RCPT') say('RCPT', '250 2.1.5 ok')
        else if (word === 'DATA') {
          if (say('DATA', '354 go on')) body = []
        } else if (word === 'QUIT') socket.end('221 bye\r\n')
        else socket.write('250 ok\r\n')
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    /** Mails it took, as they came; and all whose end it saw. */
    taken,
    tried,
    /** From now on; told how many mails it has seen to their end. */
    misbehave: (next?: Mischief | ((tries: number) => Mischief | undefined)) => {
      mischief = typeof next === 'function' ? next : next === undefined ? undefined : () => next
    },
    async stop() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** The Message-ID of a mail as it came. */
export const idOf = (mail: string): string => /^message-id: (<[^>]+>)/im.exec(mail)?.[1] ?? ''
