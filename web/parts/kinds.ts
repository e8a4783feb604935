import type { Place } from '../place.ts'

type At = Place['at']
type Screen = (at: At, id: string) => string

/** Where each first step of a new committee is taken. */
const steps: Record<string, string> = { people: 'can-bo', units: 'don-vi', numbers: 'so' }

/**
 * The screen of each kind of thing that waits on a desk or is found by a search. Kinds are the server's and more may
 * come; one that is not named here is shown without a way to it.
 */
const screens: Record<string, Screen> = {
  arrival: (at, id) => at('van-ban-den', 'cho', id),
  incoming: (at, id) => at('van-ban-den', id),
  task: (at, id) => at('cong-viec', id),
  ask: (at, id) => at('cong-viec', 'cap-tren-giao', id),
  asked: (at, id) => at('cong-viec', 'giao-cap-duoi', id),
  draft: (at, id) => at('van-ban-di', 'soan', id),
  round: (at, id) => at('van-ban-di', 'y-kien', id),
  recall: (at, id) => at('van-ban-den', 'cho', id),
  numbered: (at, id) => at('van-ban-di', 'soan', id),
  outgoing: (at, id) => at('van-ban-di', id),
  inside: (at, id) => at('van-ban-di', id),
  refused: (at, id) => at('van-ban-di', id, 'noi-nhan'),
  committee: (at, id) => at('danh-ba', id),
  procedure: (at, id) => at('quy-trinh', id),
  base: (at) => at('quy-trinh'),
  rebase: (at, id) => at('quy-trinh', id),
  baseless: (at, id) => at('quy-trinh', id),
  schedule: (at, id) => at('quy-trinh', id),
  case: (at, id) => at('quy-trinh', 'ho-so', id),
  orphan: (at, id) => at('quy-trinh', 'ho-so', id),
  spill: (at) => at('so', 'su-co'),
  link: (at) => at('quan-tri', 'lien-ket'),
  claim: (at, id) => at('quan-tri', ...(id === 'members' ? ['can-bo'] : ['lien-ket', 'danh-sach'])),
  setup: (at, id) => at('quan-tri', ...(steps[id] ? [steps[id]] : [])),
}

/** The list that holds all things of a kind, where there is one that can be searched. */
const lists: Record<string, (at: At) => string> = {
  incoming: (at) => at('van-ban-den', 'da-vao-so'),
  outgoing: (at) => at('van-ban-di', 'da-ban-hanh'),
  committee: (at) => at('danh-ba'),
}

/** The address where a thing is shown; undefined for a kind that has no screen. */
export function screenOf({ at }: Place, { kind, id }: { kind: string; id: string }): string | undefined {
  return screens[kind]?.(at, id)
}

/** The address of the list of a kind, narrowed by words; undefined for a kind that has none. */
export function listOf({ at }: Place, kind: string, words: string): string | undefined {
  const list = lists[kind]?.(at)
  return list && `${list}?q=${encodeURIComponent(words)}`
}

/** The word for a kind, or what stands for those that have none. */
export function wordOf(words: Readonly<Record<string, string>>, kind: string, otherwise: string): string {
  return words[kind] ?? otherwise
}
