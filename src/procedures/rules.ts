import type { Template } from '../processes/template.ts'
import type { Holder, Standing } from './schema.ts'

type Version = { id: string; state: 'draft' | 'reviewing' | 'approved'; effectiveFrom: string | null }

/**
 * The version in force on a day: of those approved the last to have come into force. At most one, whatever happens.
 * @param day `YYYY-MM-DD`
 * @param closedOn the day from which the process is withdrawn
 */
export function inForceOn<V extends Version>(
  versions: readonly V[],
  day: string,
  closedOn: string | null,
): V | undefined {
  if (closedOn !== null && closedOn <= day) return undefined
  return versions
    .filter(
      ({ state, effectiveFrom }) => state === 'approved' && effectiveFrom !== null && effectiveFrom <= day,
    )
    .reduce<V | undefined>(
      (last, one) => ((last?.effectiveFrom ?? '') < (one.effectiveFrom ?? '') ? one : last),
      undefined,
    )
}

/** Where a version stands on a day, among the others of its process (ISO 9001:2015, 7.5.3). */
export function standingOf(
  version: Version,
  versions: readonly Version[],
  day: string,
  closedOn: string | null,
): Standing {
  if (version.state !== 'approved') return version.state
  if (closedOn !== null && closedOn <= day) return 'archived'
  if ((version.effectiveFrom ?? '') > day) return 'approved'
  return inForceOn(versions, day, closedOn)?.id === version.id ? 'effective' : 'replaced'
}

/** JSON with the keys of every object in order, so that what is equal is written alike (for its hash). */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const pairs = Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${pairs.map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join(',')}}`
}

/** A template with one step, to be written on. */
export const emptyTemplate = (code: string, name: string): Template => ({
  schema: 'quytrinh/1',
  code,
  name,
  roles: { nguoi_lap: { name: 'Người lập hồ sơ', by: 'starter' } },
  fields: {},
  limit: { n: 5, u: 'wd' },
  main: {
    start: 'buoc_1',
    steps: [
      {
        id: 'buoc_1',
        kind: 'task',
        name: 'Bước 1',
        role: 'nguoi_lap',
        limit: { n: 1, u: 'wd' },
        out: [{ id: 'xong', label: 'Hoàn thành', to: 'END' }],
      },
    ],
  },
})

/** Which role of the system the names that the library gives its groups and positions mean. */
const MEANT: Readonly<Record<string, string>> = {
  van_thu: 'clerk',
  chanh_van_phong: 'office_chief',
  chanh_vp: 'office_chief',
  thuong_truc: 'leader',
  ban_thuong_vu: 'leader',
  luu_tru: 'archivist',
}

/** Who fills the roles of a template to begin with, as far as their names say. */
export const firstHolders = (template: Template): Holder[] =>
  Object.entries(template.roles).flatMap(([role, { ref }]): Holder[] => {
    const meant = MEANT[ref ?? '']
    return meant === undefined ? [] : [{ role, kind: 'role', targetId: meant }]
  })
