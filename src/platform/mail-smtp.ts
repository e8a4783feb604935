import type { Transporter } from 'nodemailer'
import { fromOf, messageId } from './mail.ts'
import type { Handover, Mail, Mailer, MailSettings } from './mail.ts'

/**
 * How long a server may take to be reached, to greet, and to say the next thing, and for one mail in all; and how long a
 * mail waits for its turn (ms).
 */
export type SmtpPatience = { connect: number; greet: number; idle: number; whole: number; turn: number }
const PATIENCE: SmtpPatience = { connect: 10_000, greet: 10_000, idle: 30_000, whole: 60_000, turn: 120_000 }

/** Connections kept to the server; more than a few and servers think of floods. */
const CONNECTIONS = 2

/**
 * Hands mails to an SMTP server (RFC 5321). Refused is what the server refuses for good at the handover (5xx to the
 * recipient or to the mail itself); a greeting, a sign-in or a line that fails is nothing the mail can help.
 */
export function smtpMail(settings: MailSettings, patience: SmtpPatience = PATIENCE): Mailer {
  let transport: Promise<Transporter> | undefined
  const close = (): void => {
    void transport?.then((one) => one.close())
    transport = undefined
  }
  const hand = async (mail: Mail): Promise<Handover> => {
    try {
      transport ??= open(settings, patience)
      await within(patience.whole, (await transport).sendMail(message(settings, mail)))
      return { outcome: 'accepted' }
    } catch (error) {
      // What took too long must not go out after all when nobody counts on it any more.
      if (error instanceof DOMException) close()
      return judge(error)
    }
  }
  const turn = turns(CONNECTIONS)
  return {
    send(mail) {
      const since = performance.now()
      const late = (): boolean => performance.now() - since > patience.turn
      return turn(() => (late() ? Promise.resolve(BUSY) : hand(mail)))
    },
    close,
  }
}

/** Who waited too long may have been given up by whoever sent it, and is not handed over any more. */
const BUSY: Handover = { outcome: 'later', reason: 'máy chủ thư bận' }

/** Lets so many work at once, the others in the order they came. */
function turns(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let free = most
  return async (work) => {
    if (free > 0) free -= 1
    else await new Promise<void>((go) => waiting.push(go))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next === undefined) free += 1
      else next()
    }
  }
}

/** Loaded at the first mail: a start does not pay for it. */
async function open({ MAIL_URL = '' }: MailSettings, patience: SmtpPatience): Promise<Transporter> {
  const { createTransport } = await import('nodemailer')
  const { protocol, hostname, port, username, password } = new URL(MAIL_URL)
  const secure = protocol === 'smtps:'
  const auth =
    username === '' ? undefined : { user: decodeURIComponent(username), pass: decodeURIComponent(password) }
  return createTransport({
    pool: true,
    maxConnections: CONNECTIONS,
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    // A password never goes over an open line.
    requireTLS: auth !== undefined && !secure,
    ...(auth === undefined ? {} : { auth }),
    connectionTimeout: patience.connect,
    greetingTimeout: patience.greet,
    socketTimeout: patience.idle,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}

const message = (settings: MailSettings, { id, to, subject, text, html }: Mail) => ({
  from: fromOf(settings),
  // As an object, so that nothing in an address is read as a second one.
  to: { name: '', address: to },
  subject,
  text,
  html,
  messageId: messageId(settings, id),
  headers: { 'Auto-Submitted': 'auto-generated' },
})

/** @throws Error named TimeoutError when the work takes longer than `ms` */
async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new DOMException('no answer', 'TimeoutError')), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/** At which word of the dialogue a refusal is about this mail. */
const OF_THE_MAIL = new Set(['EENVELOPE', 'EMESSAGE'])

function judge(error: unknown): Handover {
  const { code, responseCode, response } = error as {
    code?: string
    responseCode?: number
    response?: string
  }
  const refused = OF_THE_MAIL.has(code ?? '') && (responseCode === undefined || responseCode >= 500)
  const reason = (response ?? code ?? (error instanceof Error ? error.name : 'unknown')).slice(0, 200)
  return { outcome: refused ? 'refused' : 'later', reason }
}
