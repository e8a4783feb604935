import type { z } from 'zod'
import type { Call } from '../core/context.ts'
import { dayAt } from '../core/dates.ts'
import { COMMITTEE_KINDS, decidingBodies, isHistoric } from './rules/kinds.ts'
import type { kindsAnswer } from './schema.ts'

/** The kinds of committee to choose from, current ones first, with what is historic today marked. */
export async function listKinds({ clock }: Call): Promise<z.infer<typeof kindsAnswer>> {
  const today = dayAt(clock())
  const items = COMMITTEE_KINDS.map((kind) => ({
    id: kind.id,
    name: kind.name,
    suffix: kind.suffix,
    party: kind.party,
    historic: isHistoric(kind, today),
    from: kind.from,
    until: kind.until,
    source: kind.source.document,
    deciding: decidingBodies(kind.id),
  }))
  return { items }
}
