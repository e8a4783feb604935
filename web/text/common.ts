import type { Common, Language } from './catalogue.ts'
import vietnamese from './vi/common.ts'

export type { Common } from './catalogue.ts'

let texts: Common = vietnamese

/** The words every screen shares. They come with the program, so they are always there. */
export function common(): Common {
  return texts
}

/** Takes the shared words of the reader's language, before the first screen is drawn. */
export async function speak(language: Language): Promise<void> {
  texts = language === 'en' ? (await import('./en/common.ts')).default : vietnamese
}

/** Roles in the words people use, in the order they are listed. */
export function roleNames(roles: readonly string[]): string {
  return Object.entries(texts.roles)
    .filter(([role]) => roles.includes(role))
    .map(([, name]) => name)
    .join(', ')
}
