import { pdf } from '../support/exchange.ts'
import { tag } from '../support/examples.ts'
import type { Make } from '../support/examples.ts'
import { hashOf } from '../support/files.ts'

export const examples: Record<string, Make> = {
  'PUT /files/{sha256}': (home) => {
    const bytes = pdf(`tải lên ở ${home.handle} ${tag()}`)
    return {
      params: { sha256: hashOf(bytes) },
      query: 'name=van-ban.pdf',
      body: bytes,
      headers: { 'content-type': 'application/pdf', 'content-length': String(bytes.length) },
    }
  },
  'POST /sheets': () => ({
    body: new TextEncoder().encode('Tên,Thư điện tử\nXã Tả Van,a@example.vn\n'),
    headers: { 'content-type': 'text/csv' },
  }),
}
