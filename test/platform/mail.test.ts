import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { httpMail } from '../../src/platform/mail-http.ts'
import { mailerOf } from '../../src/platform/mailer.ts'
import { smtpMail } from '../../src/platform/mail-smtp.ts'
import { idOf, startSmtp } from '../support/smtp-server.ts'
import type { Mischief } from '../support/smtp-server.ts'

const settings = { BASE_URL: 'https://lienthong.example.vn', MAIL_FROM: 'khong-tra-loi@example.vn' }
const quick = { connect: 300, greet: 300, idle: 300, whole: 1_000, turn: 10_000 }
const mail = (id = 'mot-thu') => ({
  id,
  to: 'hoa@example.vn',
  subject: 'Lời mời tham gia hệ thống',
  text: 'Kính gửi đồng chí Hoa',
  html: '<p>Kính gửi đồng chí Hoa</p>',
})

describe('over SMTP', () => {
  let server: Awaited<ReturnType<typeof startSmtp>>
  beforeAll(async () => {
    server = await startSmtp()
  })
  afterEach(() => server.misbehave())
  afterAll(() => server.stop())

  test('a mail is handed over with its id as Message-ID, in text and HTML', async () => {
    const mailer = smtpMail({ ...settings, MAIL_URL: server.url }, quick)
    expect(await mailer.send(mail())).toEqual({ outcome: 'accepted' })
    const [came = ''] = server.taken
    expect(idOf(came)).toBe('<mot-thu@lienthong.example.vn>')
    expect(came).toMatch(/^from: khong-tra-loi@example\.vn$/im)
    expect(came).toMatch(/^to: hoa@example\.vn$/im)
    expect(came).toMatch(/^auto-submitted: auto-generated$/im)
    expect(came).toContain('text/plain')
    expect(came).toContain('text/html')
    mailer.close?.()
  })

  test.each<[string, Mischief, 'refused' | 'later']>([
    ['an address it does not know', { at: 'RCPT', does: '550 5.1.1 no such user' }, 'refused'],
    ['a sender it does not want', { at: 'MAIL', does: '553 5.1.8 no' }, 'refused'],
    ['a mail it does not want', { at: 'end', does: '554 5.6.0 no' }, 'refused'],
    ['a full mailbox', { at: 'RCPT', does: '452 4.2.2 full' }, 'later'],
    ['greylisting', { at: 'RCPT', does: '450 4.7.1 come again' }, 'later'],
    ['a mail it cannot take now', { at: 'end', does: '451 4.3.0 later' }, 'later'],
    ['a server that closes', { at: 'greeting', does: '421 4.3.2 closing' }, 'later'],
    ['a server that wants nobody', { at: 'greeting', does: '554 no service' }, 'later'],
    ['a silent greeting', { at: 'greeting', does: 'silence' }, 'later'],
    ['silence in the middle', { at: 'RCPT', does: 'silence' }, 'later'],
    ['silence at the end', { at: 'end', does: 'silence' }, 'later'],
    ['a line cut in the middle', { at: 'DATA', does: 'cut' }, 'later'],
    ['a line cut before the answer', { at: 'end', does: 'take' }, 'later'],
  ])('%s', async (_, mischief, outcome) => {
    const mailer = smtpMail({ ...settings, MAIL_URL: server.url }, quick)
    server.misbehave(mischief)
    expect((await mailer.send(mail())).outcome).toBe(outcome)
    server.misbehave()
    expect((await mailer.send(mail('khac'))).outcome).toBe('accepted')
    mailer.close?.()
  })

  test('a server that is not there is one for later, and a password never goes over an open line', async () => {
    const dead = smtpMail({ ...settings, MAIL_URL: 'smtp://127.0.0.1:9' }, quick)
    expect((await dead.send(mail())).outcome).toBe('later')
    const open = smtpMail({ ...settings, MAIL_URL: server.url.replace('//', '//ai:mat-khau@') }, quick)
    expect((await open.send(mail())).outcome).toBe('later')
    dead.close?.()
    open.close?.()
  })

  test('nothing in an address or a subject becomes a header or a second recipient', async () => {
    const mailer = smtpMail({ ...settings, MAIL_URL: server.url }, quick)
    const before = server.taken.length
    await mailer.send({
      ...mail(),
      to: 'hoa@example.vn, la@example.vn',
      subject: 'Một\r\nBcc: la@example.vn',
    })
    for (const came of server.taken.slice(before)) expect(came).not.toMatch(/^bcc:/im)
    mailer.close?.()
  })
})

describe('over HTTP', () => {
  const asked: { headers: Record<string, unknown>; body: Record<string, unknown> }[] = []
  let status = 200
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      asked.push({ headers: request.headers, body: JSON.parse(Buffer.concat(parts).toString()) })
      if (status === 0) request.socket.destroy()
      else response.writeHead(status, { 'content-type': 'application/json' }).end('{"id":"x"}')
    })
  })
  let url = ''
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/emails`
  })
  afterAll(() => void server.close())

  test('the id goes as Idempotency-Key and as Message-ID', async () => {
    const mailer = httpMail({
      ...settings,
      MAIL_URL: url,
      MAIL_TOKEN: 'chìa'.normalize('NFD').replace(/[^a-z]/g, ''),
    })
    expect(await mailer.send(mail())).toEqual({ outcome: 'accepted' })
    expect(asked.at(-1)?.headers).toMatchObject({
      'idempotency-key': 'mot-thu',
      authorization: 'Bearer chia',
    })
    expect(asked.at(-1)?.body).toMatchObject({
      from: 'khong-tra-loi@example.vn',
      to: ['hoa@example.vn'],
      headers: { 'Message-ID': '<mot-thu@lienthong.example.vn>' },
    })
  })

  test.each([
    [422, 'refused'],
    [400, 'refused'],
    [401, 'later'],
    [409, 'later'],
    [429, 'later'],
    [500, 'later'],
    [302, 'later'],
    [0, 'later'],
  ])('%i is %s', async (answers, outcome) => {
    status = answers
    const mailer = httpMail({ ...settings, MAIL_URL: url })
    expect((await mailer.send(mail())).outcome).toBe(outcome)
  })
})

test('the inbox keeps each mail once, and nothing is set up without an address', async () => {
  const inbox = mailerOf({ ...settings, MAIL_URL: 'inbox' })
  await inbox?.send(mail())
  await inbox?.send(mail())
  expect(inbox?.inbox?.().map(({ id }) => id)).toEqual(['mot-thu'])
  expect(mailerOf(settings)).toBeUndefined()
})
