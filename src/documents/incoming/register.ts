import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { z } from 'zod'
import { commit } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { dayAt } from '../../core/dates.ts'
import { decided } from '../../core/decided.ts'
import { lookEntering } from '../../core/entering.ts'
import { Conflict, Invalid } from '../../core/errors.ts'
import type { FieldProblem } from '../../core/errors.ts'
import { newId } from '../../core/ids.ts'
import { TIMED } from '../rules/rules.ts'
import { stillUploaded } from '../../files/sweep.ts'
import { file } from '../../files/tables.ts'
import { unit } from '../../organisation/tables.ts'
import { incomingActs } from '../acts.ts'
import { attach } from '../outgoing/attach.ts'
import { incoming } from '../tables.ts'
import { enterInBook } from './enter.ts'
import type { Sent } from './enter.ts'
import type { registerAnswer, registerInput } from './schema.ts'
import { likely, twinsAmong } from './twins.ts'

type Input = z.output<typeof registerInput>

/**
 * Enters in the book a paper that came by hand, by post or by e-mail, with its scans: one run of numbers with what
 * comes over the exchange.
 * @throws Conflict naming those in the book that may be the same, unless the clerk looked and says it is another;
 *   Invalid for a stamp of secrecy, a day to come, a file or unit that is not there
 */
export async function registerIncoming(ctx: Context, input: Input): Promise<z.infer<typeof registerAnswer>> {
  const hashes = [...new Set(input.files.map((one) => one.sha256))]
  const like = { ...input, files: hashes }
  const { me, rows, entered } = await lookEntering(ctx, {
    uploads: ctx.tenant
      .select()
      .from(file)
      .where(and(inArray(file.sha256, hashes), isNull(file.removingAt))),
    units: ctx.tenant
      .select()
      .from(unit)
      .where(and(eq(unit.id, input.unitId ?? ''), isNull(unit.closedAt))),
    found: likely(ctx, like),
  })
  const { uploads, units, found } = rows
  const { files, problems } = attach(input.files, uploads)
  problems.push(...wrongIn(input, dayAt(ctx.clock()), units.length > 0))
  if (problems.length > 0) throw new Invalid(problems)
  const twins = twinsAmong(found, like)
  if (twins.length > 0 && !input.another)
    throw new Conflict(
      'Có thể văn bản này đã vào sổ. Xem các văn bản nêu ra; nếu là văn bản khác thì vẫn vào sổ.',
      { twins },
    )
  const id = newId()
  const row = eq(incoming.id, id)
  const entry = { unit: units[0], note: input.note, by: me.name, channel: input.channel, hold: input.hold }
  const number = decided(incoming, row, { arrivalNo: incoming.arrivalNo, arrivedOn: incoming.arrivedOn })
  const act = incomingActs.register(
    { id, name: `${input.notation} ${input.subject}`.trim() },
    {
      after: decided(incoming, row, { arrivalNo: incoming.arrivalNo }).and({
        sender: input.senderName,
        channel: input.channel,
      }),
    },
  )
  const brought = new Map(uploads.map((one) => [one.sha256, one]))
  const sheets = files.map((one) => {
    const { blocks = null, remarks = null } = brought.get(one.sha256) ?? {}
    return { ...one, blocks, remarks }
  })
  const statements = [
    ...stillUploaded(ctx.tenant, hashes, ctx.clock()),
    ...enterInBook(ctx, id, sentBy(input), sheets, entry),
    ...(input.hold === true ? [] : entered({ ...sentBy(input), id }).statements),
  ]
  return commit(ctx, me, act, statements, number.and({ incomingId: id }))
}

function wrongIn(input: Input, today: string, unitThere: boolean): FieldProblem[] {
  return [
    ...(input.issuedOn > today
      ? [{ field: 'issuedOn', message: 'Ngày văn bản ở tương lai. Đề nghị xem lại trên bản giấy.' }]
      : []),
    ...(input.unitId !== undefined && !unitThere
      ? [{ field: 'unitId', message: 'Đơn vị nhận này không có hoặc đã ngừng hoạt động.' }]
      : []),
  ]
}

/** A paper as the book takes it: its sender may be no committee here, and then has no id. */
const sentBy = (input: Input): Sent => ({
  id: null,
  senderId: '',
  senderHandle: '',
  senderName: input.senderName,
  notation: input.notation,
  number: null,
  typeName: input.typeName,
  issuedOn: input.issuedOn,
  subject: input.subject,
  urgency: input.urgency,
  dueOn: input.dueOn ?? null,
  deliverBy: input.urgency === TIMED ? (input.deliverBy ?? null) : null,
  signer: input.signer,
  paperFollows: false,
})
