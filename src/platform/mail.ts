/** A mail as it is handed over. `id` stays the same however often it is tried, and becomes its Message-ID. */
export type Mail = { id: string; to: string; subject: string; text: string; html: string }

/** A mail in the development inbox, and when it came (ms UTC). */
export type Kept = Mail & { at: number }

/**
 * What a service said when something was handed to it: taken; refused for good; or not now, so try again. The reason
 * is for the administrator, never for a log: it may name the address.
 */
export type Handover = { outcome: 'accepted' } | { outcome: 'refused' | 'later'; reason: string }

/** Hands mails over, whatever carries them. It never throws: what went wrong is a {@link Handover}. */
export type Mailer = {
  send(mail: Mail): Promise<Handover>
  /** What a development inbox keeps, the newest first; no other mailer has it. */
  inbox?: () => readonly Kept[]
  close?(): void
}

export type MailSettings = {
  BASE_URL: string
  MAIL_URL?: string | undefined
  MAIL_FROM?: string | undefined
  MAIL_TOKEN?: string | undefined
}

/** What stands for the development inbox in MAIL_URL. */
export const INBOX = 'inbox'

/** Who all mail is from. */
export const fromOf = ({ MAIL_FROM, BASE_URL }: MailSettings): string =>
  MAIL_FROM ?? `khong-tra-loi@${new URL(BASE_URL).hostname}`

/** RFC 5322, 3.6.4: the same for every try, so that who gets a mail twice sees it once. */
export const messageId = ({ BASE_URL }: MailSettings, id: string): string =>
  `<${id}@${new URL(BASE_URL).hostname}>`
