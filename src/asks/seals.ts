import { sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { audited, blanked, removed, SEALED } from '../core/seal.ts'
import type { Sealing, Seals } from '../core/seal.ts'

/** What sendings of ours say, and what the audit says of them. @param which says which, of `sending` */
const sealSendings = (which: SQL): Sealing[] => {
  const ids = sql`(select s.id from sending s where ${which})`
  return [
    audited('ask', ids),
    blanked('asked', sql`sendingId in ${ids}`, { reason: null }),
    blanked('sending', which, { title: SEALED, product: '', target: '', note: '' }),
  ]
}

/**
 * What asks repeat of a paper: those that went with it, with the plan it promulgates, with a round of opinions on it,
 * or under a task made for it; and of an ask of us what we answered, and what we asked below it.
 */
export const seals: Seals = ({ side, id }) => {
  switch (side) {
    case 'document':
      return sealSendings(sql`documentId = ${id} or planId in (select p.id from plan p where p.documentId = ${id})
        or id in (select e.sendingId from event e where e.documentId = ${id})`)
    case 'incoming':
      return sealSendings(sql`taskId in (select t.id from task t where t.source = 'incoming' and t.sourceId = ${id}
        union select i.leadTaskId from incoming i where i.id = ${id})`)
    case 'ask':
      return [
        audited('ask', sql`(${id})`),
        blanked('taken', sql`askId = ${id}`, { text: null, paper: null, wishReason: null }),
        ...sealSendings(sql`taskId in (select k.taskId from taken k where k.askId = ${id})`),
      ]
    case 'delivery':
      return []
  }
}

const FILE = ['sendingId', 'position', 'sha256', 'name', 'type', 'size', 'blocks']

/**
 * What the exchange holds of asks: what they say and bring along, what was filed for them, wished and judged. `sendings`
 * as JSON, of who asked.
 */
export const sealsSent = (fromId: string, sendings: string): Sealing[] => {
  const sent = sql`sendingId in (select value from json_each(${sendings}))`
  const these = sql`(select a.id from ask a where a.fromId = ${fromId} and a.${sent})`
  return [
    blanked('ask_event', sql`askId in ${these}`, { facts: null }),
    blanked('turn', sql`askId in ${these}`, { text: null, paper: null, reason: null }),
    blanked('ask', sql`fromId = ${fromId} and ${sent}`, { wishReason: null }),
    removed('ask_file', sent, FILE),
    blanked('ask_text', sent, { title: SEALED, product: '', target: '', note: '', sealed: 'sealed' }),
  ]
}
