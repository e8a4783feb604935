import { isNull } from 'drizzle-orm'
import type { Wake } from '../core/domain.ts'
import { tellDirectory } from '../directory/issuers.ts'
import { issuer } from './tables.ts'

/** Tells the directory once of the issuers of a committee that joined before it knew them. */
export const publishIssuers: Wake = async (woken) => {
  const told = await tellDirectory(woken, () =>
    woken.tenant
      .select({ id: issuer.id, name: issuer.name, suffix: issuer.suffix })
      .from(issuer)
      .where(isNull(issuer.closedAt)),
  )
  return { done: told ? 1 : 0 }
}
