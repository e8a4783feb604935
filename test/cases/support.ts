import { expect } from 'vitest'
import type { Template } from '../../src/processes/template.ts'
import type { Role } from '../../src/core/access.ts'
import { joinCommittee } from '../support/committee.ts'
import type { Caller, Instance } from '../support/instance.ts'
import type { Holder } from '../../src/procedures/schema.ts'
import { tag, upperTag } from '../support/examples.ts'

/** Where processes are written by one and approved by another. */
export type Office = { api: string; author: Caller; approver: Caller }

/** A committee whose processes a chánh văn phòng writes and a leader approves. */
export async function officeOf(instance: Instance, place: { handle: string; api: string }): Promise<Office> {
  const join = (name: string, roles: Role[]) => joinCommittee(instance, place.handle, { name, roles })
  return {
    api: place.api,
    author: await join('Lê Chi', ['office_chief']),
    approver: await join('Phạm Dung', ['leader']),
  }
}

/** A small ISO procedure: received by whoever opens it, prepared, approved or returned. */
export const opinion = (more: Partial<Template> = {}): Template => ({
  schema: 'quytrinh/1',
  code: 'QT.THU',
  name: `Tham mưu văn bản ${tag()}`,
  roles: {
    mo: { name: 'Người mở', by: 'starter' },
    lam: { name: 'Người làm', by: 'group', ref: 'lam', cover: 'listed' },
    duyet: { name: 'Người duyệt', by: 'group', ref: 'duyet', cover: 'listed' },
  },
  fields: {
    noi_dung: { type: 'text', label: 'Nội dung' },
    ket_qua: { type: 'string', label: 'Kết quả' },
  },
  limit: { n: 5, u: 'wd' },
  main: {
    start: 'tiep_nhan',
    steps: [
      {
        id: 'tiep_nhan',
        kind: 'task',
        name: 'Tiếp nhận',
        role: 'mo',
        limit: { n: 4, u: 'wh' },
        form: [{ f: 'noi_dung', mode: 'req' }],
        records: [{ name: 'Phiếu tiếp nhận', keep_years: 10 }],
        guide: 'Ghi nội dung.',
        out: [{ id: 'chuyen', label: 'Chuyển', to: 'tham_muu' }],
      },
      {
        id: 'tham_muu',
        kind: 'task',
        name: 'Tham mưu',
        role: 'lam',
        limit: { n: 2, u: 'wd' },
        form: [{ f: 'ket_qua', mode: 'req' }],
        guide: 'Dự thảo.',
        out: [
          { id: 'trinh', label: 'Trình', to: 'duyet_bc' },
          { id: 'tra', label: 'Trả lại', to: 'tiep_nhan', kind: 'return', needs: ['reason_code'] },
        ],
      },
      {
        id: 'duyet_bc',
        kind: 'task',
        name: 'Duyệt',
        role: 'duyet',
        limit: { n: 1, u: 'wd' },
        guide: 'Duyệt.',
        out: [
          { id: 'dong_y', label: 'Đồng ý', to: 'END' },
          { id: 'tra', label: 'Trả làm lại', to: 'tham_muu', kind: 'return', needs: ['reason_code'] },
        ],
      },
    ],
  },
  ...more,
})

/** Who holds the roles of {@link opinion} when a test does not care. */
export const everybodys: Holder[] = [
  { role: 'lam', kind: 'role', targetId: 'office_chief' },
  { role: 'duyet', kind: 'role', targetId: 'leader' },
]

const ok = (answer: { status: number; body: unknown }, status = 200) =>
  expect([answer.status, answer.status === status ? '' : JSON.stringify(answer.body)]).toEqual([status, ''])

/** A process with a draft that holds a template. */
export async function drafted(
  { api, author }: Office,
  template: Template = opinion(),
  holders: Holder[] = everybodys,
): Promise<{ id: string; draftId: string }> {
  const made = await author.post(`${api}/procedures`, { code: `QT.${upperTag()}`, name: template.name })
  ok(made, 201)
  const { id, draftId } = made.body as { id: string; draftId: string }
  ok(await author.put(`${api}/procedures/${id}/holders`, { holders }))
  const body = { content: template, note: 'Ban hành lần đầu' }
  ok(await author.put(`${api}/procedure-versions/${draftId}`, body, { 'if-match': '"v1"' }))
  return { id, draftId }
}

/** The same, laid before whoever approves. */
export async function submitted(office: Office, template?: Template, holders?: Holder[]) {
  const made = await drafted(office, template, holders)
  ok(await office.author.post(`${office.api}/procedure-versions/${made.draftId}/submission`))
  return made
}

/** A process that is in force today. */
export async function inForce(office: Office, today: string, template?: Template, holders?: Holder[]) {
  const made = await submitted(office, template, holders)
  const done = await office.approver.post(`${office.api}/procedure-versions/${made.draftId}/approval`, {
    effectiveFrom: today,
  })
  ok(done)
  return made
}

/** Opens a case and gives its id. */
export async function opened(
  api: string,
  by: Caller,
  procedureId: string,
  title = 'Hồ sơ thử',
): Promise<string> {
  const made = await by.post(`${api}/cases`, { procedureId, title })
  ok(made, 201)
  return (made.body as { id: string }).id
}

/** Approves the next version of a process, in force from a day. @returns the id of that version */
export async function nextVersion(
  { api, author, approver }: Office,
  id: string,
  day: string,
  content: Template,
): Promise<string> {
  const made = await author.post(`${api}/procedures/${id}/drafts`)
  ok(made, 201)
  const version = `${api}/procedure-versions/${(made.body as { id: string }).id}`
  ok(await author.put(version, { content, note: 'Lần mới' }, { 'if-match': '"v1"' }))
  ok(await author.post(`${version}/submission`))
  ok(await approver.post(`${version}/approval`, { effectiveFrom: day }))
  return (made.body as { id: string }).id
}
