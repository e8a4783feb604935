import { createServer } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Asked = { method: string; path: string; headers: IncomingHttpHeaders; body: string }
export type Answered = { status: number; body?: object | string }

/**
 * A service on loopback, to stand in for one far away.
 * @returns where it is, what it was asked, and a way to make it answer the next calls otherwise; `lost` breaks
 *   the connection after the work was done
 */
export async function loopback(answer: (asked: Asked) => Answered, port = 0) {
  const asked: Asked[] = []
  const faults: (Answered | 'lost')[] = []
  const http = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      const one = { method, path: url, headers, body: Buffer.concat(chunks).toString() }
      asked.push(one)
      const fault = faults.shift()
      const { status, body } = fault === undefined || fault === 'lost' ? answer(one) : fault
      if (fault === 'lost') return response.destroy()
      response.writeHead(status, { 'content-type': 'application/json' })
      return response.end(typeof body === 'string' ? body : body && JSON.stringify(body))
    })
  })
  await new Promise<void>((ready) => http.listen(port, '127.0.0.1', ready))
  return {
    origin: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    asked,
    faults,
    close(): Promise<void> {
      http.closeAllConnections()
      return new Promise((done) => http.close(() => done()))
    },
  }
}
