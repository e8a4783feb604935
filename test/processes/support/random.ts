import fc from 'fast-check'
import type { Condition, Outcome, Region, Step, Template } from '../../../src/processes/template.ts'

type Pick = { int: (below: number) => number; chance: (percent: number) => boolean }

/**
 * Random templates whose control flow is sound: in a region every step leads on to the next, so all are reached and
 * all can finish; on top come skips, returns, ways out of blocks to steps around them, conditions and time limits.
 * @param size the most steps of one region
 * @param depth how deep blocks may stand in each other
 */
export function randomTemplate(size = 3, depth = 2): fc.Arbitrary<Template> {
  return fc.array(fc.nat(10_000), { minLength: 1, maxLength: 300, size: 'max' }).map((numbers) => {
    let at = 0
    // Where the numbers end, and when they shrink, every choice is the simplest one.
    const next = () => numbers[at++] ?? 0
    const pick: Pick = { int: (below) => next() % below, chance: (percent) => next() % 100 >= 100 - percent }
    return template(pick, size, depth)
  })
}

function template(pick: Pick, size: number, depth: number): Template {
  let count = 0
  const give = (prefix: string) => `${prefix}${++count}`
  return {
    schema: 'quytrinh/1',
    code: `QT.${pick.int(90) + 10}-THU`,
    name: 'Quy trình thử & “nhập xuất” <BPMN>',
    roles: { vt: { name: 'Văn thư', by: 'pick' }, cv: { name: 'Chuyên viên', by: 'pick' } },
    fields: {
      muc: { type: 'enum', label: 'Mức độ', enum: ['thuong', 'khan', 'hoa "toc"'] },
      so: { type: 'decimal', label: 'Số trang' },
      dat: { type: 'boolean', label: 'Đạt' },
      ngay: { type: 'date', label: 'Ngày đến' },
      ds: { type: 'table', label: 'Danh sách', columns: { dv: { type: 'unit', label: 'Đơn vị' } } },
    },
    limit: { n: 30, u: 'wd' },
    main: region(pick, give, size, depth, []),
  }
}

function region(
  pick: Pick,
  give: (prefix: string) => string,
  size: number,
  depth: number,
  around: string[],
): Region {
  const ids = Array.from({ length: 1 + pick.int(size) }, () => give('b'))
  const steps = ids.map((id, index) => step(pick, give, size, depth, around, ids, id, index))
  return { start: ids[0] ?? '', steps }
}

function step(
  pick: Pick,
  give: (prefix: string) => string,
  size: number,
  depth: number,
  around: string[],
  ids: string[],
  id: string,
  index: number,
): Step {
  const on = ids[index + 1] ?? 'END'
  const later = [...ids.slice(index + 1), 'END']
  const anywhere = [...ids, 'END', ...around]
  const labelled = (to: string, more: Partial<Outcome> = {}): Outcome => {
    const own = give('o')
    return { id: own, label: `Kết quả ${own}`, to, ...more }
  }
  const extra = (from: string[], most: number, least = 0) =>
    Array.from({ length: least + pick.int(most - least + 1) }, () =>
      labelled(from[pick.int(from.length)] ?? 'END'),
    )
  const common = { id, name: `Bước ${id}` }
  const role = pick.chance(50) ? 'vt' : 'cv'
  const limit = { n: 1 + pick.int(9), u: (['wh', 'wd', 'cd'] as const)[pick.int(3)] ?? 'wd' }
  const timeout = pick.chance(20)
    ? [labelled(anywhere[pick.int(anywhere.length)] ?? 'END', { kind: 'timeout' })]
    : []
  const timed = timeout.length > 0 ? { limit } : {}
  const block = depth > 0 && pick.chance(30)
  const blockTimeout = timeout.map((way) => ({ ...way, to: on }))
  if (block && pick.chance(70)) {
    const conditional = pick.chance(40)
    const branches = Array.from({ length: 2 + pick.int(2) }, (_, branch) => ({
      id: give('n'),
      ...(conditional && branch > 0 && { when: condition(pick, 2) }),
      region: region(pick, give, size, depth - 1, [...around, ...ids]),
    }))
    const join = [{ mode: 'all' as const }, { mode: 'any' as const }, { mode: 'at_least' as const, k: 2 }]
    const mode = branches.length > 2 && !conditional ? pick.int(3) : pick.int(2)
    return {
      ...common,
      kind: 'parallel',
      branches,
      join: join[mode] ?? { mode: 'all' },
      ...timed,
      out: [labelled(on), ...blockTimeout],
    }
  }
  if (block) {
    const inner = region(pick, give, size, depth - 1, [...around, ...ids])
    return {
      ...common,
      kind: 'each',
      over: 'ds',
      region: inner,
      join: { mode: 'all' },
      ...timed,
      out: [labelled(on), ...blockTimeout],
    }
  }
  const kind = 9 - pick.int(10)
  if (kind === 0) {
    const ways = extra(later, 2, 1).map((way) => ({ ...way, when: condition(pick, 2) }))
    return { ...common, kind: 'decide', out: [...ways, labelled(on)] }
  }
  if (kind === 1)
    return { ...common, kind: 'call', template: 'QT.99-KHAC', ...timed, out: [labelled(on), ...timeout] }
  if (kind === 2)
    return {
      ...common,
      kind: 'wait',
      until: { event: id },
      ...timed,
      out: [labelled(on), ...extra(anywhere, 1), ...timeout],
    }
  return { ...common, kind: 'task', role, limit, out: [labelled(on), ...extra(anywhere, 2), ...timeout] }
}

/** A random condition on the fields of the random templates. */
export function condition(pick: Pick, depth: number): Condition {
  const kind = depth > 0 ? pick.int(8) : 3 + pick.int(5)
  const parts = () => [condition(pick, depth - 1), condition(pick, depth - 1)]
  if (kind === 0) return { all: parts() }
  if (kind === 1) return { any: parts() }
  if (kind === 2) return { not: condition(pick, depth - 1) }
  if (kind === 3) return { f: 'muc', is: 'eq', v: ['thuong', 'khan', 'hoa "toc"'][pick.int(3)] }
  if (kind === 4) return { f: 'muc', is: 'in', v: ['thuong', 'khan'] }
  if (kind === 5)
    return {
      f: 'so',
      is: (['lt', 'le', 'gt', 'ge', 'ne'] as const)[pick.int(5)] ?? 'lt',
      v: pick.int(100) / 4 - 5,
    }
  if (kind === 6) return pick.chance(50) ? { f: 'dat', is: 'eq', v: true } : { f: 'ngay', is: 'set' }
  return { f: 'ngay', is: 'ge', v: '2026-02-17' }
}
