import { httpMail } from '../../src/platform/mail-http.ts'
import { pusherOf } from '../../src/platform/push.ts'
import type { Device } from '../../src/platform/push.ts'

type Settings = { KEY: string; DEVICE: string }
const BASE_URL = 'https://lienthong.example.vn'

/** A Worker that hands over one notice and one mail, inside workerd, and answers with what it would have sent. */
export default {
  async fetch(_: Request, { KEY, DEVICE }: Settings): Promise<Response> {
    const asked: { url: string; headers: object; body: string }[] = []
    const ask = (async (url: string, init: RequestInit & { body: Uint8Array | string }) => {
      // As workerd itself would: an option it does not know stops the request.
      const request = new Request(url, init)
      const body = btoa(String.fromCharCode(...new Uint8Array(await request.arrayBuffer())))
      asked.push({ url, headers: Object.fromEntries(request.headers), body })
      return new Response(null, { status: 201 })
    }) as typeof fetch
    const pusher = pusherOf({ BASE_URL, PUSH_KEY: KEY, PUSH_SERVICES: 'push.test' }, ask)
    const notice = { title: 'Văn bản hỏa tốc', body: 'Của Tỉnh ủy', url: BASE_URL, tag: 't' }
    const pushed = await pusher?.send(JSON.parse(DEVICE) as Device, notice)
    const mailer = httpMail(
      { BASE_URL, MAIL_FROM: 'a@example.vn', MAIL_URL: 'https://mail.test/emails' },
      ask,
    )
    const mailed = await mailer.send({ id: 'i', to: 'b@example.vn', subject: 'Thư', text: 'T', html: 'H' })
    return Response.json({ pushed, mailed, asked })
  },
}
