import * as http from 'node:http'
import * as https from 'node:https'
import { Broken, brokenBy, LONGEST_ANSWER, Strange, TIMEOUT } from './hrana.ts'
import type { Reply, Trip } from './hrana.ts'
import { pipelineOf } from './pipeline.ts'

/** A connection nobody uses is let go before a server or a proxy would (ms), so that none is used as it closes. */
const IDLE_MS = 4_000

const AGENT = { keepAlive: true, scheduling: 'lifo', maxSockets: 64, timeout: IDLE_MS } as const

/** Trips from a Node process to databases over HTTP, over connections that stay. */
export function trips() {
  const agents = { 'http:': new http.Agent(AGENT), 'https:': new https.Agent(AGENT) }
  return {
    /** @param url of a database, as `@libsql/client` takes it; a path may end with a slash or without */
    to(url: string, token: string | undefined): Trip {
      const address = pipelineOf(url)
      const { request } = address.protocol === 'https:' ? https : http
      const options = {
        method: 'POST',
        agent: agents[address.protocol as 'http:' | 'https:'],
        headers: {
          'content-type': 'application/json',
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
        },
      }
      return (body, patience) =>
        new Promise((resolve, reject) => {
          let late = false
          const fail = (error: unknown) => reject(late ? new Broken(TIMEOUT) : brokenBy(error))
          const sent = request(address, options, (answer) => void read(answer).then(resolve, fail))
          const waiting = setTimeout(() => {
            late = true
            sent.destroy()
          }, patience)
          sent.once('error', fail)
          sent.once('close', () => clearTimeout(waiting))
          sent.setHeader('content-length', Buffer.byteLength(body))
          sent.end(body)
        })
    },
    close(): void {
      for (const agent of Object.values(agents)) agent.destroy()
    },
  }
}

async function read(answer: http.IncomingMessage): Promise<Reply> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of answer) {
    length += (chunk as Buffer).length
    if (length > LONGEST_ANSWER) throw new Strange('an endless answer')
    chunks.push(chunk as Buffer)
  }
  return { status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString() }
}
