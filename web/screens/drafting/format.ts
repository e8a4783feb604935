import type { Check, Document } from '../../api/types.ts'
import { isNotTheirs } from '../../parts/behind.ts'
import type { Inside } from '../../screen.ts'

/**
 * The checks of a draft with those of its text, which is read behind the page: again only when the file, the number or
 * the type is another one.
 */
export function checksOf(visit: Inside<'drafting'>): (document: Document) => Check[] {
  let asked = ''
  let found: Check[] = []
  const read = async (key: string, id: string): Promise<void> => {
    try {
      const { checks } = await visit.ask('GET /documents/{id}/format', { id, signal: visit.signal })
      if (key !== asked) return
      found = checks
    } catch (problem) {
      if (key !== asked || isNotTheirs(problem)) return
      found = [{ id: 'format-unread', state: 'warn', ...visit.words.drafting.unread }]
    }
    visit.draw()
  }
  return (document) => {
    const { id, files, notation = '', type, state, checks } = document
    const key = [id, notation, type?.id, files[0]?.sha256].join(' ')
    if (key !== asked && state === 'draft') {
      asked = key
      found = []
      if (files.length > 0 && visit.may('drafts.read')) void read(key, id)
    }
    return state === 'draft' ? [...checks, ...found] : checks
  }
}
