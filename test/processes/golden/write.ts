import { existsSync, writeFileSync } from 'node:fs'
import { replay } from '../../../src/processes/engine.ts'
import { move } from '../../../src/processes/migration.ts'
import { Host } from '../support/host.ts'
import { sample, stepOf, task, to } from '../support/sample.ts'

/**
 * Writes the logs that events of version 1 must replay from for ever, and the states they must give. A file that is
 * there is never written again: a new kind of event is a new scene, a changed one a new version and a new folder.
 * `npx node test/processes/golden/write.ts`
 */
const fields = {
  muc: 'khan',
  mat: true,
  so_to: 3,
  ngay: '2026-01-05',
  xa: [{ don_vi: 'x1' }, { don_vi: 'x2' }],
}
const signature = { form: 'e3b0c442', capacity: 'KT.' as const }

const scenes: Record<string, () => Host> = {
  'forward-and-back': () => {
    const host = started()
    host.finish('nhan', 'ok', { fields, picks: { cv: ['lan', 'minh'] } })
    host.finish('a1', 'tra', { reason: 'Thiếu tờ trình' })
    host.finish('nhan', 'ok', { by: 'pho', for: 'vt1' })
    host.finish('b1', 'ok')
    host.finish('a1', 'ok')
    host.finish('a2', 'lai', { reasonCode: 'R1' })
    host.finish('a1', 'ok')
    host.finish('a2', 'ok')
    host.at += 7_200_000
    host.finish('cho')
    host.finish('con')
    host.finish('duyet', 'ok', { signature })
    return host
  },
  rows: () => {
    const host = started()
    host.finish('nhan', 'ok', { fields: { ...fields, muc: 'thuong' } })
    host.finish('gop_y', 'ok', { fields: { y_kien: 'Nhất trí' } })
    host.do({ type: 'assign', no: host.open('gop_y').no, holders: ['tp9'], reason: 'Đi vắng' })
    host.finish('gop_y', 'ok', { fields: { y_kien: 'Bổ sung mục 2' } })
    host.do({ type: 'timeout', no: host.open('cho').no, at: host.open('cho').clock?.due ?? 0 })
    return host
  },
  withdrawn: () => {
    const host = started()
    const deadline = { due: host.at + 86_400_000, version: 'lich-2', provisional: true }
    host.do({ type: 'redate', no: 1, deadline, reason: 'Gia hạn' })
    host.do({ type: 'redate', no: 0, deadline, reason: 'Lịch mới' })
    host.finish('nhan', 'ok', { fields })
    host.do({ type: 'skip', no: host.open('b1').no, outcome: 'ok', reason: 'Đã có ý kiến' })
    host.do({ type: 'withdraw', reason: 'Trùng hồ sơ' })
    return host
  },
  resumed: () => {
    const template = { ...sample(), limit: { n: 10, u: 'wd' as const } }
    template.roles['tp'] = { name: 'Trưởng phòng', by: 'performer_of', ref: 'soan' }
    template.main = {
      start: 'soan',
      steps: [
        task('soan', [to('cho_bs'), to('xem', { id: 'du' })], {
          limit: { n: 3, u: 'wd', pause: ['cho_bs'] },
        }),
        {
          id: 'cho_bs',
          kind: 'wait',
          name: 'Chờ',
          until: { event: 'x' },
          out: [to('soan', { clock: 'resume' })],
        },
        task('xem', [to('END', { id: 'bac', kind: 'reject' })], { role: 'tp' }),
      ],
    }
    const host = new Host(template)
    host.start({ ngay: '2026-01-05' })
    host.finish('soan', 'ok')
    host.at += 36_000_000
    host.finish('cho_bs')
    host.finish('soan', 'du')
    host.finish('xem', 'bac')
    return host
  },
  moved: () => {
    const host = started()
    host.finish('nhan', 'ok', { fields })
    host.finish('b1', 'ok')
    const renamed = JSON.stringify(sample())
      .replaceAll('"a1"', '"xem"')
      .replaceAll('"nhanh_a"', '"nhanh_xem"')
    const next = JSON.parse(renamed) as ReturnType<typeof sample>
    stepOf(next, 'xem').role = 'vt'
    const mapping = { a1: 'xem', nhanh_a: 'nhanh_xem' }
    const envelope = { ...host.envelope(), template: 'v2', seq: host.now.seq, mapping, reason: 'Bản mới' }
    const decision = move(next, host.now, envelope)
    if ('rejected' in decision) throw new Error(decision.message)
    host.template = next
    host.events.push(...decision.events)
    host.state = replay(decision.events, host.now)
    return host
  },
}

function started(): Host {
  const host = new Host(sample())
  host.start()
  return host
}

for (const [name, play] of Object.entries(scenes)) {
  const file = new URL(`v1/${name}.json`, import.meta.url)
  if (existsSync(file)) continue
  const { events, state } = play()
  writeFileSync(file, `${JSON.stringify({ events, state }, null, 1)}\n`)
}
