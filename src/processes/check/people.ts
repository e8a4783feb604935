import type { Outline } from '../outline.ts'
import type { Role, Template } from '../schema.ts'
import { called, type Problem, type Report } from './problem.ts'

/** Who could be found now, as far as V10 asks. */
export type Organisation = {
  /** The units that use the template. */
  units: readonly { id: string; name: string }[]
  /** The ids of the persons who fill a role in a unit now; for `pick`, those to pick from. */
  persons(unit: string, role: Role): readonly string[]
}

/** What a role does not need the organisation for: it follows from the case itself. */
function fromCase({ by }: Role): boolean {
  return by === 'starter' || by === 'performer_of'
}

/** V10, the part that needs no organisation: every role says where its persons come from, and contradicts nothing. */
export function checkRoles({ template, byId }: Outline, report: Report): void {
  for (const [id, role] of Object.entries(template.roles)) {
    const error = (at: string, message: string) =>
      report({
        rule: 'V10',
        severity: 'error',
        path: `/roles/${id}${at}`,
        message: `Vai trò “${role.name}” (${id}): ${message}`,
      })
    if ((role.by === 'position' || role.by === 'group') && !role.ref) {
      error('', 'chưa gắn với chức danh hoặc nhóm nào; hãy chọn.')
    }
    const source = role.by === 'performer_of' ? byId.get(role.ref ?? '') : undefined
    if (role.by === 'performer_of' && source?.step.kind !== 'task')
      error('/ref', 'phải chỉ ra một bước việc mà người làm bước đó sẽ giữ vai trò này; hãy chọn bước.')
    const apart = role.not_same_as ?? []
    if (apart.includes(id)) error('/not_same_as', 'không thể khác chính mình; hãy bỏ.')
    if (source?.step.role !== undefined && apart.includes(source.step.role)) {
      error(
        '/not_same_as',
        `là người làm ${called(source)} nên không thể khác vai trò của bước ấy; hãy sửa một trong hai.`,
      )
    }
  }
}

/**
 * V10: in every unit that uses the template, each role has someone now, and people who must differ can.
 * @returns problems: nobody (error), one person without cover (warning), persons that cannot be kept apart (error)
 */
export function checkPeople(template: Template, organisation: Organisation): Problem[] {
  const problems: Problem[] = []
  for (const unit of organisation.units) {
    const persons = new Map<string, readonly string[]>()
    for (const [id, role] of Object.entries(template.roles)) {
      if (fromCase(role)) continue
      const found = [...new Set(organisation.persons(unit.id, role))]
      persons.set(id, found)
      const about = { rule: 'V10', path: `/roles/${id}` } as const
      const who = `Vai trò “${role.name}” (${id}) ở ${unit.name}`
      if (found.length === 0) {
        problems.push({
          ...about,
          severity: 'error',
          message: `${who}: hiện không có ai; hãy giao người hoặc đổi cách xác định.`,
        })
      } else if (found.length === 1 && (role.cover ?? 'none') === 'none') {
        problems.push({
          ...about,
          severity: 'warning',
          message: `${who}: chỉ có một người và không có người làm thay; hãy đặt cách làm thay khi vắng.`,
        })
      }
    }
    for (const id of inseparable(template, persons)) {
      const message = `Vai trò “${template.roles[id]?.name ?? id}” (${id}) ở ${unit.name}: không đủ người để khác với các vai trò phải tách; hãy thêm người hoặc bỏ ràng buộc.`
      problems.push({ rule: 'V10', severity: 'error', path: `/roles/${id}/not_same_as`, message })
    }
  }
  return problems
}

/** Past so many no more is tried, and what is left is taken for possible. */
const MAX_TRIES = 10_000

/**
 * Roles to which no persons can be given so that those that must differ do. A role with more persons than roles to
 * differ from can always be given last, so such roles fall away; the few left are tried out.
 */
function inseparable({ roles }: Template, persons: Map<string, readonly string[]>): string[] {
  const apart = new Map<string, Set<string>>([...persons.keys()].map((id) => [id, new Set()]))
  for (const id of persons.keys()) {
    for (const other of roles[id]?.not_same_as ?? []) {
      if (other === id || !persons.get(id)?.length || !persons.get(other)?.length) continue
      apart.get(id)?.add(other)
      apart.get(other)?.add(id)
    }
  }
  for (const [id, others] of apart) {
    if ((persons.get(id)?.length ?? 0) <= others.size) continue
    apart.delete(id)
    for (const other of others) {
      const theirs = apart.get(other)
      if (theirs === undefined) continue
      // visited again, since one fewer differs from it
      apart.delete(other)
      theirs.delete(id)
      apart.set(other, theirs)
    }
  }
  const left = [...apart.keys()]
  const given = new Map<string, string>()
  let tries = MAX_TRIES
  const give = (i: number): boolean => {
    const id = left[i]
    if (id === undefined) return true
    const others = new Set([...(apart.get(id) ?? [])].map((other) => given.get(other)))
    for (const person of persons.get(id) ?? []) {
      if (tries-- <= 0) return true
      if (others.has(person)) continue
      given.set(id, person)
      if (give(i + 1)) return true
      given.delete(id)
    }
    return false
  }
  return give(0) ? [] : left.filter((id) => roles[id]?.not_same_as?.length)
}
