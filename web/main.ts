import { addressOf, baseOf } from './api/address.ts'
import { askEarly, mayThere } from './api/early.ts'
import type { OpenKey, OwnKey } from './api/ask.ts'
import { match } from './route.ts'
import { routes } from './routes.ts'
import { learn } from './text/words.ts'

/**
 * The first of us to arrive. On a slow line every trip in a row is felt, so it asks at once for all that the address
 * needs: the screen, its words, who is signed in, where they are and what the screen reads first; meanwhile the
 * program itself comes, which the page names from the start.
 */
const found = match(location.pathname, routes)
if (found) {
  const { route, params } = found
  const handle = params['handle']
  if (!route.open) askEarly(addressOf('/api', 'GET /me' satisfies OpenKey))
  if (!route.open && handle !== undefined) {
    const base = baseOf(handle)
    askEarly(addressOf(base, 'GET /' satisfies OwnKey))
    // An address that narrows a list asks for something else, and so does a screen for whom it shows something else.
    const same = !route.needs || mayThere(handle, route.needs)
    if (!location.search && same) for (const path of route.reads) askEarly(base + path)
  } else for (const path of route.reads) askEarly(`/api${path}`)
  void learn(route.words).catch(() => undefined)
  void route.load().catch(() => undefined)
}

// Not awaited: the program imports from here, and would wait for us while we wait for it.
void import('./app.ts').then(({ boot }) => boot(routes))
