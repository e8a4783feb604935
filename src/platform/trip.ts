import * as http from 'node:http'
import * as https from 'node:https'
import type { Reply, Trip } from './hrana.ts'

/** How long a read and a write may take (ms); a migration is the longest write there is. */
const READ_MS = 15_000
const WRITE_MS = 60_000

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
      return (body, writes) =>
        new Promise((resolve, reject) => {
          const sent = request(address, options, (answer) => void read(answer).then(resolve, reject))
          const late = setTimeout(
            () => sent.destroy(new Error('no answer in time')),
            writes ? WRITE_MS : READ_MS,
          )
          sent.once('error', reject)
          sent.once('close', () => clearTimeout(late))
          sent.setHeader('content-length', Buffer.byteLength(body))
          sent.end(body)
        })
    },
    close(): void {
      for (const agent of Object.values(agents)) agent.destroy()
    },
  }
}

function pipelineOf(url: string): URL {
  const base = new URL(url.replace(/^libsql:/, 'https:').replace(/\/?$/, '/'))
  if (base.protocol !== 'http:' && base.protocol !== 'https:') throw new Error(`${base.protocol} is not HTTP`)
  return new URL('v2/pipeline', base)
}

async function read(answer: http.IncomingMessage): Promise<Reply> {
  const chunks: Buffer[] = []
  for await (const chunk of answer) chunks.push(chunk as Buffer)
  return { status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString() }
}
