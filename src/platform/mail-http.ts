import { fromOf, messageId } from './mail.ts'
import type { Handover, Mail, Mailer, MailSettings } from './mail.ts'

/** How long a service may take to answer (ms). */
const PATIENCE = 30_000
/** What says that this mail will never do, whoever asks and whenever: 400 and 422 for its form, 413 for its length. */
const NEVER = new Set([400, 413, 422])

/**
 * Hands mails to a service over HTTP in the form of Resend (https://resend.com/docs/api-reference/emails/send-email),
 * which others speak too. The id goes as `Idempotency-Key`, so that a repeat after a lost answer is sent once.
 */
export function httpMail(settings: MailSettings, ask: typeof fetch = fetch): Mailer {
  return {
    async send(mail) {
      try {
        const answer = await ask(settings.MAIL_URL ?? '', request(settings, mail))
        return await told(answer)
      } catch (error) {
        return { outcome: 'later', reason: error instanceof Error ? error.name : 'unknown' }
      }
    },
  }
}

const request = (settings: MailSettings, { id, to, subject, text, html }: Mail): RequestInit => ({
  method: 'POST',
  redirect: 'manual',
  signal: AbortSignal.timeout(PATIENCE),
  headers: {
    'content-type': 'application/json',
    'idempotency-key': id,
    ...(settings.MAIL_TOKEN === undefined ? {} : { authorization: `Bearer ${settings.MAIL_TOKEN}` }),
  },
  body: JSON.stringify({
    from: fromOf(settings),
    to: [to],
    subject,
    text,
    html,
    headers: { 'Message-ID': messageId(settings, id), 'Auto-Submitted': 'auto-generated' },
  }),
})

async function told(answer: Response): Promise<Handover> {
  const said = (await answer.text().catch(() => '')).slice(0, 200)
  if (answer.ok) return { outcome: 'accepted' }
  return {
    outcome: NEVER.has(answer.status) ? 'refused' : 'later',
    reason: `${answer.status} ${said}`.trim(),
  }
}
