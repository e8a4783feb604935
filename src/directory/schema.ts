import { z } from 'zod'
import { day, mereName, sign, someOf, title, words } from '../core/fields.ts'
import { page } from '../core/paging.ts'
import { COMMITTEE_KINDS } from './rules/kinds.ts'
import { isSpokenFor, SPOKEN_FOR } from './rules/spoken-for.ts'

/** Names that the program's own addresses use, so no committee can take them. */
export const RESERVED =
  'api assets cap-uy dat-lai-mat-khau moi-co-quan thu-thu xac-nhan dang-nhap dang-ky dang-xuat danh-ba tao-tai-khoan tai-khoan quen-mat-khau loi-moi tro-giup van-hanh'.split(
    ' ',
  )

export const handleField = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9](?:[a-z0-9-]{1,38}[a-z0-9])$/, {
    message:
      'Tên rút gọn trên đường dẫn gồm 3 đến 40 chữ thường không dấu, chữ số, dấu gạch nối; ví dụ dang-uy-xa-ta-van.',
  })
  .refine((handle) => !RESERVED.includes(handle), {
    message: 'Tên rút gọn này dành cho hệ thống. Đề nghị chọn tên khác.',
  })

export const codeInput = z
  .object({
    code: title('Cần nhập mã định danh.', 40)
      .regex(/^[A-Za-z0-9.-]+$/, {
        message: 'Mã định danh chỉ gồm chữ không dấu, số, dấu chấm và gạch nối, ví dụ H26.12.',
      })
      .meta({ pattern: '^[A-Za-z0-9.-]+$' }),
    validFrom: day('Ngày bắt đầu hiệu lực'),
    validTo: day('Ngày hết hiệu lực').optional(),
  })
  .refine((code) => code.validTo === undefined || code.validTo >= code.validFrom, {
    path: ['validTo'],
    message: 'Ngày hết hiệu lực phải từ ngày bắt đầu trở đi.',
  })

const name = mereName('Cần nhập tên cơ quan, ví dụ Đảng ủy xã Tả Van.', 200).refine(
  (typed) => !isSpokenFor(typed),
  SPOKEN_FOR,
)
const place = title('Cần nhập địa danh ghi trên văn bản, ví dụ Tả Van.', 100)

export const signUpInput = z.object({
  name,
  kind: z.enum(COMMITTEE_KINDS.map(({ id }) => id) as [string, ...string[]], {
    message: 'Cần chọn loại hình cơ quan trong danh sách.',
  }),
  suffix: sign('Cần nhập ký hiệu cơ quan ban hành, ví dụ ĐU.'),
  place,
  handle: handleField.optional(),
  codes: z.array(codeInput).max(20, 'Tối đa 20 mã định danh.').default([]),
  superior: z.string().trim().max(60, 'Tên rút gọn dài quá. Đề nghị chọn lại từ kết quả tìm.').optional(),
  term: z.object({
    name: title('Cần nhập tên nhiệm kỳ, ví dụ 2025-2030.', 60),
    opensOn: day('Ngày mở nhiệm kỳ'),
  }),
})
export type SignUp = z.infer<typeof signUpInput>

const state = z.enum(['provisioning', 'ready', 'suspended'])
const code = z.object({ code: z.string(), validFrom: z.string(), validTo: z.string().optional() })

export const stepsAnswer = z.object({
  handle: z.string(),
  state: z.enum(['provisioning', 'ready']),
  steps: z.array(z.object({ id: z.string(), label: z.string(), done: z.boolean() })),
})
export type Steps = z.infer<typeof stepsAnswer>

export const meAnswer = z.object({
  user: z.object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    /** Whether the address is known to be theirs. */
    proven: z.boolean(),
    twoFactor: z.boolean(),
  }),
  /** Whether they run this instance. */
  operator: z.boolean(),
  committees: z.array(
    z.object({
      handle: z.string(),
      name: z.string(),
      kind: z.string(),
      suffix: z.string(),
      state,
      /** The committee it was merged into: it is only read from then on. */
      heir: z.string().optional(),
    }),
  ),
})

export const kindsAnswer = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      suffix: z.string(),
      party: z.boolean(),
      historic: z.boolean(),
      from: z.string().optional(),
      until: z.string().optional(),
      source: z.string(),
      deciding: z.array(z.object({ id: z.string(), name: z.string() })),
    }),
  ),
})

export const directoryQuery = z.object({
  ...page,
  q: z.string().trim().max(200).optional(),
  kind: z.string().max(40).optional(),
  superior: z.string().max(60).optional(),
})

/** Who vouches for a committee: from its superior up to the operator of the instance, who has no handle. */
export const chainAnswer = z.array(
  z.object({ by: z.string(), handle: z.string().optional(), at: z.string() }),
)
export const directoryItem = z.object({
  handle: z.string(),
  name: z.string(),
  kind: z.string(),
  kindName: z.string(),
  suffix: z.string(),
  place: z.string(),
  state,
  superior: z.object({ handle: z.string(), name: z.string() }).optional(),
  /** The committee that took this one over. */
  heir: z.object({ handle: z.string(), name: z.string() }).optional(),
  codes: z.array(code),
  /** Whether a chain of confirmations leads from it to the operator. */
  confirmed: z.boolean(),
})
export type DirectoryItem = z.infer<typeof directoryItem>
export const directoryEntry = directoryItem.extend({
  /** What it was called before, the last first; days until when. */
  formerNames: z.array(z.object({ name: z.string(), until: z.string() })),
  chain: chainAnswer,
  looksLike: z.object({ handle: z.string(), name: z.string() }).optional(),
})
export const directoryAnswer = z.object({ items: z.array(directoryItem), next: z.string().optional() })

export const committeeEdit = z
  .object({ name: name.optional(), place: place.optional() })
  .refine((edit) => edit.name !== undefined || edit.place !== undefined, {
    path: ['name'],
    message: 'Cần nêu ít nhất một mục để sửa: tên hoặc địa danh.',
  })
  .meta({ minProperties: 1 })
/** `waits`: what others see once it is confirmed. */
export const committeeFacts = z.object({
  handle: z.string(),
  name: z.string(),
  place: z.string(),
  waits: z.object({ name: z.string() }).optional(),
})

export const codeEdit = someOf(
  z.object({
    validFrom: day('Ngày bắt đầu hiệu lực').optional(),
    validTo: day('Ngày hết hiệu lực').nullable().optional(),
  }),
)
/** `waits`: others see it once it is confirmed. */
export const codeAnswer = code.extend({ waits: z.boolean().optional() })

export const superiorInput = z.object({
  handle: words('Cần chọn cơ quan cấp trên trong danh bạ.', 60),
})

const linkState = z.enum(['pending', 'accepted'])
export const superiorAnswer = z.object({
  superior: z.object({ handle: z.string(), name: z.string(), state: linkState }).optional(),
})
const changes = z.array(
  z.object({ what: z.enum(['name', 'code', 'issuer']), before: z.string().optional(), after: z.string() }),
)
/** How a committee stands with those who vouch for it. */
const standing = {
  confirmed: z.boolean(),
  /** What it changed and others do not see yet. */
  changes,
  /** A committee whose name this one's can be taken for. */
  looksLike: z.object({ handle: z.string(), name: z.string() }).optional(),
}
export const subordinateAnswer = z.object({
  handle: z.string(),
  name: z.string(),
  kind: z.string(),
  kindName: z.string(),
  state: linkState,
  askedAt: z.string(),
  suffix: z.string(),
  codes: z.array(code),
  issuers: z.array(z.object({ name: z.string(), suffix: z.string() })),
  ...standing,
  /** For `If-Match`, so that nothing is confirmed that was not seen. */
  version: z.number(),
})
export const linksQuery = z.object(page)
export const linksAnswer = superiorAnswer.extend({
  /** This committee itself. */
  self: z.object({ ...standing, chain: chainAnswer }),
  subordinates: z.array(subordinateAnswer),
  next: z.string().optional(),
})
export const linkOutcome = z.object({ handle: z.string(), state: z.enum(['accepted', 'refused']) })

/** What anybody may know of an instance: whether somebody has signed a committee up. */
export const instanceAnswer = z.object({ founded: z.boolean() })
