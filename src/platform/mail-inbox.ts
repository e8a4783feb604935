import type { Kept, Mailer } from './mail.ts'

const MOST = 200

/** Keeps mails where whoever tries the program on this machine can read them; forgets the oldest, and all at a stop. */
export function inboxMail(): Mailer {
  const kept: Kept[] = []
  return {
    send(mail) {
      if (!kept.some((one) => one.id === mail.id)) kept.unshift({ ...mail, at: Date.now() })
      kept.length = Math.min(kept.length, MOST)
      return Promise.resolve({ outcome: 'accepted' })
    },
    inbox: () => kept,
  }
}
