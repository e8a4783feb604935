import { intention } from '../../api/intention.ts'
import type { DocumentRow } from '../../api/types.ts'
import type { List } from '../../parts/list.ts'
import { createSeveral, type Several } from '../../parts/several.ts'
import type { Inside } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'

/** Throwing the ticked drafts away; the line that says so can bring back those that went. */
export function createDiscarding(visit: Inside<'outgoing'>, list: List<DocumentRow>): Several {
  const { draw } = visit
  const t = visit.words.outgoing
  const catchUp = async (): Promise<void> => {
    await Promise.all([list.refresh(), visit.refresh()])
    draw()
  }
  const restore = async (gone: DocumentRow[]): Promise<void> => {
    const back = gone.map(({ id }) => intention(visit.ask)('POST /documents/{id}/restoration', { id }))
    // Those that came back are shown, whatever became of the others.
    await Promise.allSettled(back)
    await catchUp()
    await Promise.all(back)
  }
  return createSeveral<DocumentRow>({
    rows: () => list.rows,
    key: ({ id }) => id,
    name: ({ subject }) => subject || t.untitled,
    at: ({ id }) => visit.at('van-ban-di', 'soan', id),
    act: async ({ id }) => {
      await visit.ask('DELETE /documents/{id}', { id })
      return { at: visit.at('van-ban-di') }
    },
    words: t.several,
    settle: async (gone) => {
      await catchUp()
      if (gone.length > 0) say(t.discarded(gone.length), () => void restore(gone))
    },
    draw,
    quiet: true,
  })
}
