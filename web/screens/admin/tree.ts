type Node = { id: string; parentId?: string | undefined }

/**
 * Units in the order of their tree: each followed by those below it, in the order they came.
 * @returns each with its depth, 0 at the top; one whose parent is unknown, or that is its own ancestor, stands on top
 */
export function inTree<T extends Node>(units: readonly T[]): { unit: T; depth: number }[] {
  const known = new Set(units.map(({ id }) => id))
  const seen = new Set<string>()
  const walk = (parentId: string | undefined, depth: number): { unit: T; depth: number }[] =>
    units
      .filter((unit) => (unit.parentId && known.has(unit.parentId) ? unit.parentId : undefined) === parentId)
      .flatMap((unit) => {
        if (seen.has(unit.id)) return []
        seen.add(unit.id)
        return [{ unit, depth }, ...walk(unit.id, depth + 1)]
      })
  const rows = walk(undefined, 0)
  const lost = units.filter(({ id }) => !seen.has(id)).map((unit) => ({ unit, depth: 0 }))
  return [...rows, ...lost]
}
