/** What people read, cut by area so that a screen brings only its own words. */
export type Catalogue = {
  door: typeof import('./vi/door.ts').default
  desk: typeof import('./vi/desk.ts').default
  arrivals: typeof import('./vi/arrivals.ts').default
  compose: typeof import('./vi/compose.ts').default
  outgoing: typeof import('./vi/outgoing.ts').default
  registers: typeof import('./vi/registers.ts').default
  directory: typeof import('./vi/directory.ts').default
  signup: typeof import('./vi/signup.ts').default
  account: typeof import('./vi/account.ts').default
  admin: typeof import('./vi/admin.ts').default
  processes: typeof import('./vi/processes.ts').default
  cases: typeof import('./vi/cases.ts').default
}
export type Area = keyof Catalogue
export type Language = 'vi' | 'en'

const files: { [A in Area]: Record<Language, () => Promise<{ default: Catalogue[A] }>> } = {
  door: { vi: () => import('./vi/door.ts'), en: () => import('./en/door.ts') },
  desk: { vi: () => import('./vi/desk.ts'), en: () => import('./en/desk.ts') },
  arrivals: { vi: () => import('./vi/arrivals.ts'), en: () => import('./en/arrivals.ts') },
  compose: { vi: () => import('./vi/compose.ts'), en: () => import('./en/compose.ts') },
  outgoing: { vi: () => import('./vi/outgoing.ts'), en: () => import('./en/outgoing.ts') },
  registers: { vi: () => import('./vi/registers.ts'), en: () => import('./en/registers.ts') },
  directory: { vi: () => import('./vi/directory.ts'), en: () => import('./en/directory.ts') },
  signup: { vi: () => import('./vi/signup.ts'), en: () => import('./en/signup.ts') },
  account: { vi: () => import('./vi/account.ts'), en: () => import('./en/account.ts') },
  admin: { vi: () => import('./vi/admin.ts'), en: () => import('./en/admin.ts') },
  processes: { vi: () => import('./vi/processes.ts'), en: () => import('./en/processes.ts') },
  cases: { vi: () => import('./vi/cases.ts'), en: () => import('./en/cases.ts') },
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
