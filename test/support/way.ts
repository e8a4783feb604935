import { Agent, createServer, request as ask } from 'node:http'
import type { AddressInfo } from 'node:net'
import { writes } from '../../src/commands/dev/faults.ts'

/** A way to a libsql-server that may be cut for writes, and counts how many are under way at once. */
export async function startWay(to: number) {
  const agent = new Agent({ keepAlive: true })
  const state = { silent: false, underWay: 0, most: 0 }
  const http = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks)
      const writing = request.method === 'POST' && writes(JSON.parse(body.toString()))
      if (writing && state.silent) return
      if (writing) state.most = Math.max(state.most, (state.underWay += 1))
      const { method, url: path, headers } = request
      const end = (): void => void (writing && (state.underWay -= 1))
      const sent = ask({ agent, host: '127.0.0.1', port: to, method, path, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(response)
        answer.once('close', end)
      })
      sent.once('error', () => {
        end()
        response.destroy()
      })
      sent.end(body)
    })
  })
  await new Promise<void>((ready) => http.listen(0, '127.0.0.1', ready))
  return {
    port: (http.address() as AddressInfo).port,
    state,
    close(): Promise<void> {
      agent.destroy()
      http.closeAllConnections()
      return new Promise((done) => http.close(() => done()))
    },
  }
}
