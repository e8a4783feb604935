import { runJobs } from '../../src/jobs.ts'
import type { Mail } from '../../src/platform/mail.ts'
import type { Platform } from '../../src/platform/platform.ts'
import type { Caller, Instance } from './instance.ts'

/** The platform with a mail server that takes everything, and lays it in `mails`. */
export const mailingTo =
  (mails: Mail[]) =>
  (platform: Platform): Platform => ({
    ...platform,
    mail: {
      send: (mail) => {
        mails.push(mail)
        return Promise.resolve({ outcome: 'accepted' })
      },
    },
  })

/** What goes out on the morning of a day (10:00 in Vietnam, and again two minutes later), by whom it is to. */
export async function morningOf(
  instance: Instance,
  mails: Mail[],
  people: Iterable<[string, Caller]>,
  day: string,
): Promise<Map<string, string>> {
  mails.length = 0
  await instance.settle()
  for (const later of [0, 120_000]) {
    instance.clock.now = Date.parse(`${day}T03:00:00Z`) + later
    await runJobs(instance.platform)
    await instance.settle()
  }
  const names = new Map<string, string>()
  for (const [name, who] of people) names.set((await who.get('/api/me')).body.user.email, name)
  return new Map(mails.map(({ to, subject, text }) => [names.get(to) ?? to, `${subject}\n${text}`]))
}
