import type { Area, Catalogue, Language } from './catalogue.ts'

export type { Area, Catalogue, Language } from './catalogue.ts'

const files: { [A in Area]: Record<Language, () => Promise<{ default: Catalogue[A] }>> } = {
  door: { vi: () => import('./vi/door.ts'), en: () => import('./en/door.ts') },
  desk: { vi: () => import('./vi/desk.ts'), en: () => import('./en/desk.ts') },
  arrivals: { vi: () => import('./vi/arrivals.ts'), en: () => import('./en/arrivals.ts') },
  compose: { vi: () => import('./vi/compose.ts'), en: () => import('./en/compose.ts') },
  drafting: { vi: () => import('./vi/drafting.ts'), en: () => import('./en/drafting.ts') },
  issuing: { vi: () => import('./vi/issuing.ts'), en: () => import('./en/issuing.ts') },
  rounds: { vi: () => import('./vi/rounds.ts'), en: () => import('./en/rounds.ts') },
  versions: { vi: () => import('./vi/versions.ts'), en: () => import('./en/versions.ts') },
  outgoing: { vi: () => import('./vi/outgoing.ts'), en: () => import('./en/outgoing.ts') },
  settling: { vi: () => import('./vi/settling.ts'), en: () => import('./en/settling.ts') },
  similar: { vi: () => import('./vi/similar.ts'), en: () => import('./en/similar.ts') },
  signatures: { vi: () => import('./vi/signatures.ts'), en: () => import('./en/signatures.ts') },
  issued: { vi: () => import('./vi/issued.ts'), en: () => import('./en/issued.ts') },
  registers: { vi: () => import('./vi/registers.ts'), en: () => import('./en/registers.ts') },
  directory: { vi: () => import('./vi/directory.ts'), en: () => import('./en/directory.ts') },
  signup: { vi: () => import('./vi/signup.ts'), en: () => import('./en/signup.ts') },
  account: { vi: () => import('./vi/account.ts'), en: () => import('./en/account.ts') },
  routing: { vi: () => import('./vi/routing.ts'), en: () => import('./en/routing.ts') },
  handling: { vi: () => import('./vi/handling.ts'), en: () => import('./en/handling.ts') },
  tasks: { vi: () => import('./vi/tasks.ts'), en: () => import('./en/tasks.ts') },
  plans: { vi: () => import('./vi/plans.ts'), en: () => import('./en/plans.ts') },
  tracking: { vi: () => import('./vi/tracking.ts'), en: () => import('./en/tracking.ts') },
  asks: { vi: () => import('./vi/asks.ts'), en: () => import('./en/asks.ts') },
  partners: { vi: () => import('./vi/partners.ts'), en: () => import('./en/partners.ts') },
  admin: { vi: () => import('./vi/admin.ts'), en: () => import('./en/admin.ts') },
  lists: { vi: () => import('./vi/lists.ts'), en: () => import('./en/lists.ts') },
  usage: { vi: () => import('./vi/usage.ts'), en: () => import('./en/usage.ts') },
  processes: { vi: () => import('./vi/processes.ts'), en: () => import('./en/processes.ts') },
  writing: { vi: () => import('./vi/writing.ts'), en: () => import('./en/writing.ts') },
  adapting: { vi: () => import('./vi/adapting.ts'), en: () => import('./en/adapting.ts') },
  linking: { vi: () => import('./vi/linking.ts'), en: () => import('./en/linking.ts') },
  calendar: { vi: () => import('./vi/calendar.ts'), en: () => import('./en/calendar.ts') },
  cases: { vi: () => import('./vi/cases.ts'), en: () => import('./en/cases.ts') },
  operator: { vi: () => import('./vi/operator.ts'), en: () => import('./en/operator.ts') },
  reach: { vi: () => import('./vi/reach.ts'), en: () => import('./en/reach.ts') },
}
const kept = 'lt.language'

/** The language of this browser's reader: Vietnamese unless English was chosen in the account. */
export function language(): Language {
  return localStorage.getItem(kept) === 'en' ? 'en' : 'vi'
}

/** Keeps the choice in this browser; it holds from the next load of the page. */
export function chooseLanguage(chosen: Language): void {
  localStorage.setItem(kept, chosen)
}

/**
 * Brings the words of some areas in the reader's language.
 * @throws TypeError when they could not be fetched
 */
export async function learn<A extends Area>(areas: readonly A[]): Promise<Pick<Catalogue, A>> {
  const own = language()
  const read = areas.map(async (area) => [area, (await files[area][own]()).default] as const)
  return Object.fromEntries(await Promise.all(read)) as Pick<Catalogue, A>
}

/**
 * Brings more words to a visit whose screen is open, for a part that comes behind it.
 * @returns the same visit
 * @throws TypeError when they could not be fetched
 */
export async function learnMore<V extends { words: object }, A extends Area>(
  visit: V,
  areas: readonly A[],
): Promise<V & { words: Pick<Catalogue, A> }> {
  const words = Object.assign(visit.words, await learn(areas))
  return Object.assign(visit, { words })
}
