import { httpMail } from './mail-http.ts'
import { inboxMail } from './mail-inbox.ts'
import { INBOX } from './mail.ts'
import type { Mailer, MailSettings } from './mail.ts'

/**
 * The mailer of a host without sockets of its own: an HTTP service, the inbox, or none.
 * @returns undefined where no mail was set up
 */
export function mailerOf(settings: MailSettings): Mailer | undefined {
  const { MAIL_URL } = settings
  if (MAIL_URL === INBOX) return inboxMail()
  return MAIL_URL?.startsWith('http') === true ? httpMail(settings) : undefined
}
