/// <reference types="vite/client" />
/** The one catalogue of what people read, cut by area so that a screen brings only its own words. */
export type Catalogue = {
  common: typeof import('./vi/common.ts').default
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
}
export type Area = keyof Catalogue
export type Language = 'vi' | 'en'

const files = import.meta.glob<{ default: unknown }>(['./vi/*.ts', './en/*.ts', '!./vi/common.ts'])
const learnt = new Map<Area, unknown>()
const kept = 'lt.language'

/** The language of this browser's reader: Vietnamese unless English was chosen in the account. */
export function language(): Language {
  return localStorage.getItem(kept) === 'en' ? 'en' : 'vi'
}

/** Keeps the choice in this browser; it holds from the next load of the page. */
export function chooseLanguage(chosen: Language): void {
  localStorage.setItem(kept, chosen)
}

/** Loads the words of some areas in the reader's language; an area already loaded costs nothing. */
export async function learn(...areas: Area[]): Promise<void> {
  await Promise.all(
    areas.map(async (area) => {
      if (learnt.has(area)) return
      const load = files[`./${language()}/${area}.ts`]
      if (!load) throw new Error(`no words for ${area}`)
      learnt.set(area, (await load()).default)
    }),
  )
}

/** Takes the words of an area that came with the program, so that they cost no trip of their own. */
export function know<A extends Area>(area: A, texts: Catalogue[A]): void {
  learnt.set(area, texts)
}

/** The words of one area, which the router has loaded before the screen runs. */
export function words<A extends Area>(area: A): Catalogue[A] {
  const found = learnt.get(area)
  if (!found) throw new Error(`the words of ${area} are not loaded`)
  return found as Catalogue[A]
}
