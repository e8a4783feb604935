import type { Inside } from '../../screen.ts'
import { learnMore } from '../../text/words.ts'
import type { Paper, Results } from './paper.ts'

/**
 * What became of a paper, and what was asked below with one of ours, a part that comes behind its page: nothing for who
 * may not see plans, or where it does not come.
 */
export function became(
  visit: Inside,
  paper: Paper,
  notation = '',
): { view: () => unknown; renew: () => Promise<void> } {
  let view: (() => unknown) | undefined
  let asked: (() => unknown) | undefined
  const renew = async (): Promise<void> => {
    if (!visit.may('plans.read')) return
    try {
      const [results, more, { resultsPart, given }] = await Promise.all([
        read(visit, paper),
        learnMore(visit, ['plans']),
        import('./results.ts'),
      ])
      const of = { documentId: paper.id, paper: { key: paper.id, label: notation } }
      asked ??= paper.kind === 'document' ? given(visit, of) : undefined
      view = () => [resultsPart(more, paper, results), asked?.()]
      visit.draw()
    } catch {
      // The page is whole without it.
    }
  }
  void renew()
  return { view: () => view?.(), renew }
}

function read({ ask, signal }: Inside, { kind, id }: Paper): Promise<Results> {
  return kind === 'document'
    ? ask('GET /documents/{id}/results', { id, signal })
    : ask('GET /incoming/{id}/results', { id, signal })
}
