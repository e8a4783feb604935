import { byTitle } from '../../core/text.ts'

/** Rank order first, then names as Vietnamese sorts them. */
export const inRankOrder = <T extends { rank: number; name: string }>(rows: readonly T[]): T[] =>
  byTitle(rows).toSorted((a, b) => a.rank - b.rank)

/** Whether placing a unit under `parentId` would make it its own superior, directly or further up. */
export function wouldCycle(
  units: { id: string; parentId: string | null }[],
  id: string,
  parentId: string | null,
): boolean {
  const parents = new Map(units.map((unit) => [unit.id, unit.parentId]))
  const seen = new Set<string>()
  for (let at = parentId; at !== null && !seen.has(at); at = parents.get(at) ?? null) {
    if (at === id) return true
    seen.add(at)
  }
  return false
}

/**
 * The days of a unit, `YYYY-MM-DD`: it stands from `opensOn` (null: nobody knows since when) until the day before
 * `closesOn`, and from that day on its heir answers for it.
 */
export type UnitDays = {
  id: string
  opensOn: string | null
  closesOn: string | null
  heirId: string | null
}

/** Whether a unit stands on a day. */
export const standsOn = (
  { opensOn, closesOn }: Pick<UnitDays, 'opensOn' | 'closesOn'>,
  day: string,
): boolean => (opensOn === null || opensOn <= day) && (closesOn === null || day < closesOn)

/**
 * Who answers for a unit on a day: the unit itself while it stands, then its heir, the heir of that one and so on.
 * @param units every unit, closed ones too
 * @param onDay `YYYY-MM-DD`
 * @returns undefined when nobody does: it had not opened yet, or the last of the line closed without an heir
 */
export function heirOf<T extends UnitDays>(units: readonly T[], id: string, onDay: string): T | undefined {
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  const passed = new Set<string>()
  for (let at = byId.get(id); at !== undefined && !passed.has(at.id); at = byId.get(at.heirId ?? '')) {
    if (standsOn(at, onDay)) return at
    if (at.closesOn === null || onDay < at.closesOn) return undefined
    passed.add(at.id)
  }
  return undefined
}
