import { drafted, inForce, nextVersion, submitted } from '../cases/support.ts'
import type { Office } from '../cases/support.ts'
import { FIRST, edit, only, plain, putBelow, upperTag } from '../support/examples.ts'
import type { Example, Home, Make } from '../support/examples.ts'
import { opinion } from '../cases/support.ts'

/** The day of tests (support/instance.ts). */
export const TODAY = '2026-03-02'
const LATER = '2026-03-30'

export const officeOf = ({ api, office }: Home): Office => ({ api, ...office })
const version = async (made: Promise<{ draftId: string }>, body?: unknown): Promise<Example> => ({
  params: { id: (await made).draftId },
  ...(body === undefined ? {} : { body }),
})

/** For every route of procedures a request to it. */
export const examples: Record<string, Make> = {
  'GET /procedures': plain(),
  'GET /procedure-library': plain(),
  'POST /procedures': () => ({ body: { code: `QT.${upperTag()}`, name: 'Quy trình mới' } }),
  'GET /procedures/{id}': (home) => only(drafted(officeOf(home))),
  'POST /procedures/{id}/drafts': (home) => only(inForce(officeOf(home), TODAY)),
  'PUT /procedures/{id}/holders': async (home) => ({
    ...(await only(drafted(officeOf(home)))),
    body: { holders: [{ role: 'lam', kind: 'role', targetId: 'clerk' }] },
  }),
  'POST /procedures/{id}/withdrawal': async (home) => ({
    ...(await only(drafted(officeOf(home)))),
    body: { reason: 'Không còn dùng' },
  }),
  'GET /procedure-versions/{id}': (home) => version(drafted(officeOf(home))),
  'PUT /procedure-versions/{id}': async (home) => ({
    ...(await edit(
      drafted(officeOf(home)).then(({ draftId }) => ({ id: draftId })),
      {
        content: opinion(),
        note: 'Sửa',
      },
    )),
    headers: { ...FIRST, 'if-match': '"v2"' },
  }),
  'POST /procedure-versions/{id}/submission': (home) => version(drafted(officeOf(home))),
  'POST /procedure-versions/{id}/return': (home) => version(submitted(officeOf(home)), { reason: 'Thiếu' }),
  'POST /procedure-versions/{id}/review': (home) => version(submitted(officeOf(home))),
  'POST /procedure-versions/{id}/approval': (home) =>
    version(submitted(officeOf(home)), { effectiveFrom: TODAY }),
  'POST /procedure-versions/{id}/receipt': (home) => version(inForce(officeOf(home), TODAY)),
  'POST /procedures/{id}/recipients': async (home) => {
    await putBelow(home.asker, home)
    return { ...(await only(inForce(officeOf(home), TODAY))), body: {} }
  },
  'GET /procedure-bases': plain(),
  'POST /procedure-bases/{id}/adaptations': async (home) => ({
    ...(await only(inForce(officeOf(home), TODAY))),
    body: { code: `QT.${upperTag()}` },
  }),
  'GET /procedure-versions/{id}/overlay': (home) => version(adapted(officeOf(home))),
  'PUT /procedure-versions/{id}/overlay': async (home) => ({
    ...(await edit(
      adapted(officeOf(home)).then(({ draftId }) => ({ id: draftId })),
      { ops: [], note: 'Sửa' },
    )),
  }),
  'POST /procedure-versions/{id}/rebase': async (home) => ({
    ...(await version(
      adapted(officeOf(home)).then(async (made) => {
        await nextVersion(officeOf(home), made.baseId, LATER, opinion())
        return made
      }),
    )),
    headers: FIRST,
  }),
}

/** What adapts a process of the same committee, as a draft; `baseId` is that process. */
async function adapted(office: Office): Promise<{ id: string; draftId: string; baseId: string }> {
  const base = await inForce(office, TODAY)
  const made = await office.author.post(`${office.api}/procedure-bases/${base.id}/adaptations`, {
    code: `QT.${upperTag()}`,
  })
  return { ...(made.body as { id: string; draftId: string }), baseId: base.id }
}
