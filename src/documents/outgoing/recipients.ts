import type { Context } from '../../core/context.ts'
import type { FieldProblem } from '../../core/errors.ts'
import type { Recipient } from './parts.ts'
import type { DraftInput } from './schema.ts'

/** The group that holds every committee directly below, without being kept up by hand. */
export const SUBORDINATES = { id: 'subordinates', name: 'Tất cả cấp dưới trực thuộc' }

type Asked = DraftInput['recipients'][number]
type Named = { id: string; name: string }
type Place = Named & { handle: string; state: string }

/** What of the recipients of a draft is here: units and groups of this committee, committees of the directory. */
export type Known = { units: Named[]; groups: Named[]; committees: Place[] }

/**
 * Finds the recipients of a draft, each once; the same id may be that of a unit and of a group.
 * @returns those found, in the order in which they were named, and what is wrong with the others
 */
export function resolveRecipients(
  ctx: Context,
  asked: Asked[],
  known: Known,
): { recipients: Recipient[]; problems: FieldProblem[] } {
  const groups = [...known.groups, SUBORDINATES]
  const taken = new Map<string, Recipient>()
  const problems = asked.flatMap((one, position) => {
    const found = one.kind === 'committee' ? place(ctx, known, one) : inside(one, { ...known, groups })
    if (typeof found === 'string') return [{ field: `recipients.${position}`, message: found }]
    taken.set(`${found.kind} ${found.targetId}`, { ...found, position })
    return []
  })
  return { recipients: [...taken.values()], problems }
}

type Found = Omit<Recipient, 'position'>

/** A committee, or why it cannot be one of the recipients. */
function place(
  ctx: Context,
  { committees }: Known,
  { handle, coIssues = false }: Extract<Asked, { kind: 'committee' }>,
): Found | string {
  const found = committees.find((one) => one.handle === handle)
  if (found === undefined || found.state === 'provisioning')
    return `Không có nơi nhận "${handle}" trong danh bạ.`
  if (found.id === ctx.committee.id) return 'Cơ quan không gửi văn bản cho chính mình; chọn đơn vị bên trong.'
  if (found.state === 'suspended')
    return `${found.name} đang tạm dừng sử dụng, chưa nhận được văn bản. Bỏ nơi nhận này hoặc gửi bản giấy.`
  return { kind: 'committee', targetId: found.id, handle, name: found.name, coIssues }
}

/** A unit or a group of this committee, or why it cannot be one of the recipients. */
function inside({ kind, id }: Exclude<Asked, { kind: 'committee' }>, known: Known): Found | string {
  const found = (kind === 'unit' ? known.units : known.groups).find((one) => one.id === id)
  if (found !== undefined) return { kind, targetId: id, name: found.name }
  return kind === 'unit'
    ? 'Đơn vị nhận này không có hoặc đã ngừng hoạt động.'
    : 'Nhóm nơi nhận này không còn.'
}
