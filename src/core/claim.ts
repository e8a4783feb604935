import type { Visit } from './context.ts'
import { Conflict, Unproven } from './errors.ts'
import { mails } from './outbox.ts'
import type { DeskItem } from './part.ts'

/**
 * Who came with a link that is for an address, before the address was proven, and when whoever invited said that it is
 * them (ms UTC). The rows of invitations and of foundings hold it.
 */
export type Claim = {
  claimedBy: string | null
  claimedName: string | null
  claimedAt: number | null
  vouchedAt: number | null
}

/**
 * Whether somebody with the right address may take up what is for it. A link alone says nothing: whoever invites sees
 * it too, and it may be passed on. So either the mailbox was proven by a letter that only it was sent, or whoever
 * invited has said of this account that it is the one they mean.
 */
export const isBelieved = ({ person }: Pick<Visit, 'person'>, { claimedBy, vouchedAt }: Claim): boolean =>
  person.proven === true || (claimedBy === person.id && vouchedAt !== null)

/** What is written of somebody who is not believed yet; a word given for an account before does not count for this one. */
export const claimOf = ({ person, clock }: Pick<Visit, 'person' | 'clock'>): Claim => ({
  claimedBy: person.id,
  claimedName: person.name,
  claimedAt: clock(),
  vouchedAt: null,
})

/** What somebody who is not believed yet is told. @param whom who invited */
export const notBelieved = (visit: Visit, whom: string): Unproven =>
  new Unproven(
    mails(visit)
      ? `Địa chỉ ${visit.person.email} chưa được xác nhận là của đồng chí. Đề nghị mở thư xác nhận đã gửi đến địa chỉ này. Không nhận được thư thì nhờ quản trị của ${whom} xác nhận.`
      : `Hệ thống này chưa gửi được thư để xác nhận địa chỉ ${visit.person.email}. Đề nghị báo quản trị của ${whom} xác nhận đồng chí; họ đã thấy đồng chí mở lời mời.`,
    mails(visit),
  )

/**
 * Whether whoever invited still has to say of this account that it is the one they mean: not where they did.
 * @param at when that account came (ms UTC), as it was seen: a word is not given for another that came meanwhile
 * @throws Conflict when the link cannot be taken up any more, nobody came yet, or another came meanwhile
 */
export function waitsForWord({ claimedAt, vouchedAt }: Claim, state: string, at: number): boolean {
  if (state !== 'waiting') throw new Conflict('Lời mời này không còn nhận được. Đề nghị mời lại nếu cần.')
  if (claimedAt === null) throw new Conflict('Chưa ai mở lời mời này bằng tài khoản có địa chỉ được mời.')
  if (claimedAt !== at)
    throw new Conflict('Vừa có tài khoản khác mở lời mời này. Đề nghị tải lại rồi xem kỹ.')
  return vouchedAt === null
}

/**
 * What the desk of whoever may say it is told of those who wait for their word, as one item.
 * @param id the list where it is said
 * @param whose who came: people of the committee, or subordinates
 * @param first when the first of them came (ms UTC)
 */
export const claimItem = (
  id: string,
  whose: string,
  { n, first }: { n: number; first: number | null },
): { waiting?: DeskItem[] } =>
  n === 0
    ? {}
    : {
        waiting: [
          {
            kind: 'claim',
            id,
            title: `${n} ${whose} đã mở lời mời, chờ xác nhận đúng người`,
            sub: 'Địa chỉ thư chưa được xác nhận',
            at: new Date(first ?? 0).toISOString(),
            urgency: 0,
          },
        ],
      }

/** A claim as those who invited see it, while it waits for their word. */
export const shownClaim = ({ claimedName, claimedAt, vouchedAt }: Claim) =>
  claimedName === null || claimedAt === null
    ? {}
    : { claim: { name: claimedName, at: new Date(claimedAt).toISOString(), vouched: vouchedAt !== null } }
