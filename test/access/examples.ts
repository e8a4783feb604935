import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Make } from '../support/examples.ts'

const folder = join(import.meta.dirname, '..')
const files = readdirSync(folder, { withFileTypes: true })
  .filter((one) => one.isDirectory())
  .flatMap(({ name }) =>
    readdirSync(join(folder, name))
      .filter((file) => file === 'examples.ts')
      .map(() => name),
  )
  .filter((name) => name !== 'access' && name !== 'support')

/** For every route of a committee a request to it; each domain keeps those of its routes in `test/<domain>/examples.ts`. */
export const EXAMPLES: Record<string, Make> = Object.assign(
  {},
  ...(await Promise.all(
    files.map(async (name) => {
      const module = (await import(`../${name}/examples.ts`)) as { examples: Record<string, Make> }
      return module.examples
    }),
  )),
)

/**
 * Routes that name nothing of another committee: types of the rule set and books are called alike everywhere, and
 * uploading makes a copy of one's own, whoever else has the same bytes; a list that is read is not kept.
 */
export const NO_FOREIGN = new Set([
  'PATCH /document-types/{id}',
  'PUT /arrival-books/{id}',
  'PUT /files/{sha256}',
  'POST /sheets',
])
