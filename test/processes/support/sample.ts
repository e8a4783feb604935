import type { Outcome, Step, Template } from '../../../src/processes/template.ts'

export function task(id: string, out: Outcome[], more: Partial<Step> = {}): Step {
  return {
    id,
    kind: 'task',
    name: `Việc ${id}`,
    role: 'cv',
    limit: { n: 1, u: 'wd' },
    guide: 'Làm theo hướng dẫn.',
    records: [{ name: 'Phiếu', keep_years: 5 }],
    ...more,
    out,
  } as Step
}

export function to(target: string, more: Partial<Outcome> = {}): Outcome {
  return { id: 'ok', label: 'Chuyển', to: target, ...more }
}

/**
 * A template with a step of every kind and nothing to complain of:
 * nhan → phan_loai → (hai_phong | xa) → cho → con → duyet → END, with returns from inside both blocks.
 */
export function sample(): Template {
  return {
    schema: 'quytrinh/1',
    code: 'QT.01-MAU',
    name: 'Quy trình mẫu',
    roles: {
      vt: { name: 'Văn thư', by: 'group', ref: 'van_thu' },
      cv: { name: 'Chuyên viên', by: 'pick', cover: 'listed' },
      tp: { name: 'Trưởng phòng', by: 'unit_head', cover: 'deputy', not_same_as: ['cv'] },
    },
    fields: {
      muc: { type: 'enum', label: 'Mức độ', enum: ['thuong', 'khan', 'mat'] },
      mat: { type: 'boolean', label: 'Có nội dung mật' },
      so_to: { type: 'integer', label: 'Số tờ', min: 1 },
      ngay: { type: 'date', label: 'Ngày đến' },
      xa: { type: 'table', label: 'Các xã', columns: { don_vi: { type: 'unit', label: 'Xã' } } },
      y_kien: { type: 'text', label: 'Ý kiến', maxLength: 2000 },
    },
    limit: { n: 30, u: 'wd', pause: ['cho'] },
    main: {
      start: 'nhan',
      steps: [
        task('nhan', [to('phan_loai')], {
          role: 'vt',
          form: ['muc', 'mat', 'so_to', 'ngay', 'xa'].map((f) => ({ f, mode: 'req' as const })),
        }),
        {
          id: 'phan_loai',
          kind: 'decide',
          name: 'Phân loại',
          out: [
            to('hai_phong', { id: 'khan', when: { f: 'muc', is: 'eq', v: 'khan' } }),
            to('xa_gop_y', { id: 'con_lai' }),
          ],
        },
        {
          id: 'hai_phong',
          kind: 'parallel',
          name: 'Hai phòng cùng xem',
          join: { mode: 'all' },
          branches: [
            {
              id: 'nhanh_a',
              region: {
                start: 'a1',
                steps: [
                  task('a1', [to('a2'), to('nhan', { id: 'tra', kind: 'return', clock: 'resume' })]),
                  task('a2', [to('END'), to('a1', { id: 'lai', kind: 'return' })]),
                ],
              },
            },
            {
              id: 'nhanh_b',
              when: { f: 'mat', is: 'eq', v: true },
              region: { start: 'b1', steps: [task('b1', [to('END')])] },
            },
          ],
          out: [to('cho')],
        },
        {
          id: 'xa_gop_y',
          kind: 'each',
          name: 'Các xã góp ý',
          over: 'xa',
          join: { mode: 'at_least', k: 2 },
          region: {
            start: 'gop_y',
            steps: [
              task('gop_y', [to('END'), to('nhan', { id: 'tra', kind: 'return' })], {
                role: 'tp',
                form: [{ f: 'y_kien', mode: 'req' }],
              }),
            ],
          },
          out: [to('cho')],
        },
        {
          id: 'cho',
          kind: 'wait',
          name: 'Chờ bổ sung',
          until: { event: 'bo_sung' },
          limit: { n: 5, u: 'wd' },
          out: [to('con'), to('duyet', { id: 'het_han', kind: 'timeout' })],
        },
        {
          id: 'con',
          kind: 'call',
          name: 'Quy trình con',
          template: 'QT.02-CON',
          limit: { n: 5, u: 'wd' },
          out: [to('duyet')],
        },
        task(
          'duyet',
          [
            to('END', { needs: ['signature'] }),
            to('nhan', { id: 'tra', kind: 'return', needs: ['reason_code'], clock: 'restart' }),
            to('END', { id: 'bac', kind: 'reject', when: { f: 'so_to', is: 'gt', v: 100 } }),
          ],
          {
            role: 'tp',
            limit: { n: 1, u: 'wd', from: 'ngay' },
            alerts: [{ at: { before: { n: 2, u: 'wh' } }, to: ['performer', 'vt'] }],
          },
        ),
      ],
    },
  }
}

/** A step of the sample, or of anything else, by id. */
export function stepOf(template: Template, id: string): Step {
  const regions = [template.main]
  for (const region of regions) {
    for (const step of region.steps) {
      if (step.id === id) return step
      if (step.region) regions.push(step.region)
      step.branches?.forEach((branch) => regions.push(branch.region))
    }
  }
  throw new Error(`no step ${id}`)
}
