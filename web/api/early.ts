/** Answers asked for before the program that reads them has arrived. Each is taken once. */
const started = new Map<string, Promise<Response>>()

/** How every GET of the API is asked, so that an early answer is the one that would have come. */
export const asking: RequestInit = {
  headers: { accept: 'application/json' },
  credentials: 'same-origin',
  cache: 'no-store',
}

/** The committee this browser last worked in, none before the first, and what one might do there. */
export const lastPlace = (): (string | undefined)[] => localStorage['lt.place']?.split(' ') ?? []

/** Keeps which committee is worked in and what one may do there, for the next visit to know before it asks. */
export const keepPlace = (handle: string, permissions: readonly string[]): void => {
  localStorage['lt.place'] = [handle, ...permissions].join(' ')
}

/** Whether one may do something in a committee, as far as is known: of one not worked in last, nothing is. */
export const mayThere = (handle: string, permission: string): boolean =>
  lastPlace()[0] !== handle || lastPlace().includes(permission)

/** Asks now for what will be read in a moment. */
export function askEarly(path: string): void {
  const answer = fetch(path, asking)
  // Whoever takes it hears of the failure; nobody else has to.
  answer.catch(() => undefined)
  started.set(path, answer)
}

/** The answer that is already on its way, if there is one. */
export function takeEarly(path: string): Promise<Response> | undefined {
  const answer = started.get(path)
  started.delete(path)
  return answer
}
