import { nothing } from 'lit-html'
import { createPart, type Part } from '../../parts/behind.ts'
import type { Inside } from '../../screen.ts'
import { learnMore } from '../../text/words.ts'
import type { Paper, Results } from './paper.ts'

/**
 * What became of a paper, and what was asked below with one of ours, a part that comes behind its page: nothing for who
 * may not see plans.
 */
export function became(visit: Inside, paper: Paper, notation = ''): Part {
  let asked: (() => unknown) | undefined
  if (!visit.may('plans.read')) return { view: () => nothing, renew: () => Promise.resolve() }
  const part = createPart(visit.draw, async () => {
    const [results, more, { resultsPart, given }] = await Promise.all([
      read(visit, paper),
      learnMore(visit, ['plans']),
      import('./results.ts'),
    ])
    const of = { documentId: paper.id, paper: { key: paper.id, label: notation } }
    asked ??= paper.kind === 'document' ? given(visit, of) : undefined
    return () => [resultsPart(more, paper, results), asked?.()]
  })
  void part.renew()
  return part
}

function read({ ask, signal }: Inside, { kind, id }: Paper): Promise<Results> {
  return kind === 'document'
    ? ask('GET /documents/{id}/results', { id, signal })
    : ask('GET /incoming/{id}/results', { id, signal })
}
