import { commit, look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { Conflict, NotFound } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import { wakeHere } from '../core/wake.ts'
import { start } from '../processes/engine.ts'
import { caseActs } from './acts.ts'
import { uploadsFor, withFiles } from './files.ts'
import { around, envelopeOf, inForce, templateOf } from './load.ts'
import { expectThere, linkRow, targetOf } from './links.ts'
import { refusal } from './refusals.ts'
import type { MovedAnswer, StartInput } from './schema.ts'
import { storingAll } from './calls.ts'
import type { Kept } from './store.ts'
import { workingTime } from './working-time.ts'

/**
 * Opens a case of a process, on the version in force today; the acting member is its starter.
 * @throws NotFound; Conflict when no version is in force; Invalid for fields or picks that do not fit
 */
export async function startCase(ctx: Context, input: StartInput): Promise<MovedAnswer> {
  const { me, rows, from, uploads, ...people } = await look(ctx, {
    ...(input.from === undefined ? {} : { from: targetOf(ctx, input.from) }),
    rows: inForce(ctx, { procedure: input.procedureId }),
    ...around(ctx.tenant, { procedure: input.procedureId }),
    uploads: uploadsFor(ctx.tenant, input.fields),
  })
  const found = rows[0]
  if (found === undefined) throw new NotFound()
  const { versionId, content } = found
  if (found.closedOn !== null) throw new Conflict('Quy trình đã bãi bỏ nên không mở hồ sơ mới được.')
  if (versionId === null || content === null)
    throw new Conflict('Quy trình chưa có lần ban hành nào có hiệu lực. Đề nghị phê duyệt trước.')
  const kept: Kept = {
    id: newId(),
    procedureId: found.id,
    code: found.code,
    title: input.title,
    unitId: me.unitId ?? '',
    ownerId: found.ownerId,
    template: templateOf(found.hash, content),
    calendar: workingTime(people.own[0]),
    called: {},
  }
  const commandId = `${me.id}/${ctx.once?.key ?? newId()}`
  const envelope = envelopeOf(kept, people, { commandId, at: ctx.clock(), by: me.id })
  const { picks } = input
  const { fields, guards } = withFiles(ctx, kept.template, input.fields, uploads)
  const decision = start(kept.template, { ...envelope, template: versionId, fields, picks })
  if ('rejected' in decision) throw await refusal(ctx, kept.id, undefined, decision)
  const head = { versionId, starterId: me.id }
  const { statements, state, wakeAt } = await storingAll(
    ctx.tenant,
    kept,
    decision.events,
    { commandId, name: me.name },
    { head },
  )
  const linked =
    input.from === undefined
      ? []
      : [
          linkRow(ctx, me, kept.id, { ...input.from, name: expectThere(from ?? [], 'from.id').name })
            .statement,
        ]
  if (wakeAt !== null) await wakeHere(ctx, wakeAt)
  const act = caseActs.start(
    { id: kept.id, name: kept.title },
    { after: { procedure: `${found.code} ${found.name}` } },
  )
  return commit(ctx, me, act, [...guards, ...statements, ...linked], {
    id: kept.id,
    status: state.status,
    seq: state.seq,
  })
}
