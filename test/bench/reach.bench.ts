import { connect, noTrips } from '../../src/platform/database.ts'
import { letter } from '../../src/core/letter.ts'
import { letterRow } from '../../src/core/outbox.ts'
import { sendDue } from '../../src/core/post.ts'
import type { Statement } from '../../src/core/batch.ts'
import type { Post } from '../../src/core/post.ts'
import { smtpMail } from '../../src/platform/mail-smtp.ts'
import { pusherOf } from '../../src/platform/push.ts'
import { newPushKey } from '../../src/platform/secret.ts'
import { issue, openStranger } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import { emptyPlace } from '../support/place.ts'
import { newBrowser, startPushService } from '../support/push-service.ts'
import { startSmtp } from '../support/smtp-server.ts'
import { startHost } from './host.ts'
import type { Figure } from './run.ts'

const BASE_URL = 'https://lienthong.example.vn'

/** What a pulse costs, with something new and without, and how fast letters and notices go out to services on loopback. */
export async function* bench(): AsyncIterable<Figure> {
  yield* pulse()
  yield {
    name: 'mail.outbox_per_s',
    value: await best(() => mails(500)),
    unit: 'mails a second from an outbox to SMTP on loopback',
  }
  yield {
    name: 'push.per_s',
    value: await best(() => pushes(500)),
    unit: 'notices a second to a push service on loopback',
  }
}

/** Over HTTP, as an open desk asks: what the server's process spends on a committee with twenty papers at its door. */
async function* pulse(): AsyncIterable<Figure> {
  const host = await startHost()
  try {
    const province = await openStranger(host, 'Tỉnh ủy Sơn Bình', { kind: 'province', suffix: 'TU' })
    const commune = await openStranger(host, 'Đảng ủy xã Tân Lập', { superior: province.handle })
    const { clerk, api } = commune
    await province.clerk.post(`${province.api}/links/${commune.handle}/acceptance`)
    for (let i = 0; i < 20; i += 1) await issue(province, [commune], { urgency: i % 3 })
    const tag = (await clerk.get(`${api}/pulse`)).headers.get('etag') ?? ''
    const cost = async (path: string, known?: string) =>
      (await host.load(clerk, () => Array.from({ length: 1_000 }, () => ({ path: `${api}/${path}`, known }))))
        .cpuUs
    yield { name: 'pulse.cpu_us', value: await cost('pulse', tag), unit: 'µs of the server, nothing new' }
    yield { name: 'pulse.new_cpu_us', value: await cost('pulse'), unit: 'µs of the server, something new' }
    yield { name: 'pulse.desk_cpu_us', value: await cost('desk'), unit: 'µs of the server, the whole desk' }
  } finally {
    await host.stop()
  }
}

/** The best of three rounds. */
async function best(round: () => Promise<number>): Promise<number> {
  const rates: number[] = []
  for (let i = 0; i < 3; i += 1) rates.push(await round())
  return Math.max(...rates)
}

async function mails(count: number): Promise<number> {
  const instance = await startInstance()
  const server = await startSmtp()
  const { client } = await emptyPlace(instance, 'hop-thu')
  const db = connect(client, 'tenant', noTrips())
  const note = letter('note', ({ n }: { n: number }) => ({
    subject: `Thư ${n}`,
    lines: ['Kính gửi đồng chí'],
  }))
  const rows = Array.from({ length: count }, (_, n) =>
    letterRow(db, note(`n${n}@example.vn`, { n }), instance.clock.now),
  )
  await db.batch(rows as [Statement, ...Statement[]])
  const mail = smtpMail({ BASE_URL, MAIL_FROM: 'a@example.vn', MAIL_URL: server.url })
  const post: Post = {
    mail,
    push: undefined,
    log: instance.platform.log,
    clock: () => instance.clock.now,
    control: connect(instance.platform.control, 'control', noTrips()),
    words: () => Promise.resolve(new Map([[note.kind, note]])),
    baseUrl: BASE_URL,
    sign: (text) => text,
  }
  const start = performance.now()
  await sendDue(post, db)
  const seconds = (performance.now() - start) / 1000
  if (server.taken.length !== count) throw new Error(`${server.taken.length} of ${count} mails came`)
  mail.close?.()
  await server.stop()
  await instance.stop()
  return Math.round(count / seconds)
}

async function pushes(count: number): Promise<number> {
  const service = await startPushService()
  const pusher = pusherOf({ BASE_URL, PUSH_KEY: newPushKey(), PUSH_SERVICES: 'push.test' }, service.fetch)
  const { device } = newBrowser()
  const notice = { title: 'Văn bản hỏa tốc', body: 'Của Tỉnh ủy Sơn Bình', url: BASE_URL, tag: 'x' }
  const queue = Array.from({ length: count }).values()
  const start = performance.now()
  const worker = async () => {
    for (const _ of queue) await pusher?.send(device, notice)
  }
  await Promise.all(Array.from({ length: 10 }, worker))
  const seconds = (performance.now() - start) / 1000
  if (service.came.length !== count) throw new Error(`${service.came.length} of ${count} notices came`)
  await service.stop()
  return Math.round(count / seconds)
}
