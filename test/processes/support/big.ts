import type { Outcome, Step, Template } from '../../../src/processes/template.ts'

const day = { n: 1, u: 'wd' as const }
const FORM: Step['form'] = [{ f: 'muc', mode: 'req' }, { f: 'y_kien' }]

function task(id: string, out: Outcome[], form: Step['form'] = FORM): Step {
  return {
    id,
    kind: 'task',
    name: `Thẩm định hồ sơ, phần ${id}`,
    role: 'cv',
    limit: day,
    guide: 'Đối chiếu hồ sơ với quy định, ghi kết quả vào phiếu.',
    form,
    alerts: [{ at: { pct: 80 }, to: ['performer'] }],
    records: [{ name: 'Phiếu thẩm định', form: 'BM.09-01', keep_years: 10 }],
    out,
  }
}

/** Seven steps: work, a choice, two branches at once, a wait, an approval that may send the work back. */
function motif(i: number, next: string): Step[] {
  const id = (name: string) => `${name}_${i}`
  const ok = (to: string): Outcome => ({ id: 'ok', label: 'Chuyển', to })
  return [
    task(id('soan'), [ok(id('chon'))]),
    {
      id: id('chon'),
      kind: 'decide',
      name: 'Theo mức độ',
      out: [
        { id: 'khan', label: 'Khẩn', to: id('duyet'), when: { f: 'muc', is: 'eq', v: 'khan' } },
        { id: 'con_lai', label: 'Còn lại', to: id('song_song') },
      ],
    },
    {
      id: id('song_song'),
      kind: 'parallel',
      name: 'Lấy ý kiến hai phòng',
      join: { mode: 'all' },
      branches: ['a', 'b'].map((branch) => ({
        id: id(`nhanh_${branch}`),
        region: {
          start: id(`y_kien_${branch}`),
          steps: [task(id(`y_kien_${branch}`), [ok('END')], [{ f: `phong_${branch}` }])],
        },
      })),
      out: [ok(id('cho'))],
    },
    {
      id: id('cho'),
      kind: 'wait',
      name: 'Chờ bổ sung',
      until: { event: 'bo_sung' },
      limit: day,
      out: [ok(id('duyet')), { id: 'het', label: 'Hết hạn', to: id('duyet'), kind: 'timeout' }],
    },
    task(id('duyet'), [
      ok(next),
      {
        id: 'tra',
        label: 'Trả lại',
        to: id('soan'),
        kind: 'return',
        needs: ['reason_code'],
        clock: 'restart',
      },
    ]),
  ]
}

/** A template of about `steps` steps of every kind people use, as the editor would write it. */
export function bigTemplate(steps: number): Template {
  const motifs = Math.round(steps / 7)
  return {
    schema: 'quytrinh/1',
    code: 'QT.99-LON',
    name: 'Quy trình dài',
    roles: { cv: { name: 'Chuyên viên', by: 'pick', cover: 'listed' } },
    fields: {
      muc: { type: 'enum', label: 'Mức độ', enum: ['thuong', 'khan'] },
      y_kien: { type: 'text', label: 'Ý kiến', maxLength: 2000 },
      phong_a: { type: 'text', label: 'Ý kiến phòng thứ nhất', maxLength: 2000 },
      phong_b: { type: 'text', label: 'Ý kiến phòng thứ hai', maxLength: 2000 },
    },
    limit: { n: 5 * motifs, u: 'wd' },
    main: {
      start: 'soan_0',
      steps: Array.from({ length: motifs }, (_, i) =>
        motif(i, i + 1 < motifs ? `soan_${i + 1}` : 'END'),
      ).flat(),
    },
  }
}
