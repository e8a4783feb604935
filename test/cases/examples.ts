import { officeOf, TODAY } from '../procedures/examples.ts'
import { upload } from '../support/exchange.ts'
import { aDraft, only, plain } from '../support/examples.ts'
import type { Home, Make } from '../support/examples.ts'
import { inForce, nextVersion, opened, opinion } from './support.ts'

const DAY = 86_400_000
const YESTERDAY = '2026-03-01'

const running = async (home: Home) => {
  const { id } = await inForce(officeOf(home), TODAY)
  return { id: await opened(home.api, home.clerk, id) }
}

/** A case whose first step waits for every chief of the office. */
async function forChiefs(home: Home): Promise<{ id: string }> {
  const template = opinion()
  template.main.steps[0]!.role = 'lam'
  const { id } = await inForce(officeOf(home), TODAY, template)
  return { id: await opened(home.api, home.clerk, id) }
}

/** A file that was attached in a case, and stands nowhere else. */
async function withFile(home: Home) {
  const template = opinion()
  template.fields['noi_dung'] = { type: 'file', label: 'Đơn' }
  const { id: procedureId } = await inForce(officeOf(home), TODAY, template)
  const id = await opened(home.api, home.clerk, procedureId)
  const files = [await upload(home, `đơn ở ${home.handle}`)]
  const body = { no: 1, outcome: 'chuyen', fields: { noi_dung: files } }
  await home.clerk.post(`${home.api}/cases/${id}/steps`, body)
  return { params: { id, sha256: files[0]!.sha256 } }
}

/** A case that was opened the day before a new version came into force. */
async function onOldVersion(home: Home): Promise<{ id: string }> {
  home.clock.now -= DAY
  const { id } = await inForce(officeOf(home), YESTERDAY)
  const begun = await opened(home.api, home.clerk, id)
  home.clock.now += DAY
  await nextVersion(officeOf(home), id, TODAY, opinion())
  return { id: begun }
}

/** Sets the days off of the committee's own. */
async function offDays(home: Home, ...dates: string[]): Promise<void> {
  const days = dates.map((date) => ({ date, day: 'off', reason: 'Nghỉ truyền thống của cơ quan' }))
  const body = { days, weeks: [], note: 'Ngày nghỉ riêng' }
  await officeOf(home).approver.put(`${home.api}/calendar`, body, { 'if-match': '*' })
}

/** For every route of cases a request to it. */
export const examples: Record<string, Make> = {
  'GET /cases': plain(),
  'POST /cases': async (home) => {
    const { id } = await inForce(officeOf(home), TODAY)
    return { body: { procedureId: id, title: 'Hồ sơ mới' } }
  },
  'GET /case-work': plain(),
  'GET /case-standing': async (home) => {
    const { id } = await inForce(officeOf(home), TODAY)
    return { query: `procedure=${id}` }
  },
  'GET /case-figures': async (home) => {
    const { id } = await inForce(officeOf(home), TODAY)
    return { query: `procedure=${id}&month=2026-03` }
  },
  'GET /case-moves': async (home) => {
    const { id } = await inForce(officeOf(home), TODAY)
    return { query: `procedure=${id}` }
  },
  'POST /cases/{id}/moves': async (home) => {
    return { ...(await only(onOldVersion(home))), body: { seq: 2, reason: 'Thống nhất một lần ban hành' } }
  },
  'GET /cases/{id}': (home) => only(running(home)),
  'GET /cases/{id}/files/{sha256}': withFile,
  'POST /cases/{id}/steps': async (home) => ({
    ...(await only(forChiefs(home))),
    body: { no: 1, outcome: 'chuyen', fields: { noi_dung: 'Việc' } },
  }),
  'POST /cases/{id}/orders': async (home) => ({
    ...(await only(running(home))),
    body: { type: 'withdraw', reason: 'Không làm nữa' },
  }),
  'GET /case-links': (home) => aDraft(home).then(({ id }) => ({ query: `kind=document&id=${id}` })),
  'POST /cases/{id}/links': async (home) => {
    const other = await running(home)
    return { ...(await only(forChiefs(home))), body: { to: { kind: 'case', id: other.id } } }
  },
  'DELETE /case-links/{id}': async (home) => {
    const [{ id }, other] = [await forChiefs(home), await running(home)]
    const made = await home.clerk.post(`${home.api}/cases/${id}/links`, {
      to: { kind: 'case', id: other.id },
    })
    return { params: { id: made.body.id } }
  },
  'GET /calendar': () => ({ query: 'year=2026' }),
  'PUT /calendar': () => ({
    body: { days: [], weeks: [], note: 'Theo lịch quốc gia' },
    headers: { 'if-match': '*' },
  }),
  'GET /calendar-recounts': plain(),
  'POST /cases/{id}/recounts': async (home) => {
    const { id } = await inForce(officeOf(home), TODAY)
    await offDays(home)
    const begun = await opened(home.api, home.clerk, id)
    await offDays(home, '2026-03-04')
    return { params: { id: begun }, body: { seq: 2 } }
  },
  'GET /case-schedules': async (home) => {
    const { id } = await inForce(officeOf(home), TODAY)
    return { query: `procedure=${id}` }
  },
  'POST /case-schedules': async (home) => {
    const { id } = await inForce(officeOf(home), TODAY)
    return { body: { procedureId: id, title: 'Rà soát', every: 'month', day: 5 } }
  },
  'DELETE /case-schedules/{id}': async (home) => {
    const { id } = await inForce(officeOf(home), TODAY)
    const body = { procedureId: id, title: 'Rà soát', every: 'week', day: 1 }
    const made = await officeOf(home).approver.post(`${home.api}/case-schedules`, body)
    return { params: { id: made.body.id } }
  },
  'GET /calendar-deadlines': () => ({ query: 'from=2026-04-29T09:10:00Z&n=3&u=wd' }),
}
