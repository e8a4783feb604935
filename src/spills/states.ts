/** How it was noticed. No free text: what somebody would write may be the secret itself. */
export const FOUND = {
  stamp: 'Văn bản hoặc tệp mang dấu chỉ độ mật',
  content: 'Nội dung thuộc danh mục bí mật nhà nước',
  told: 'Nơi gửi hoặc cấp trên thông báo',
} as const
export type Found = keyof typeof FOUND
export const FOUND_IDS = Object.keys(FOUND) as [Found, ...Found[]]

/** Where a spill stands, and what is ordered of whoever has the paper. */
export const SPILL_STATES = {
  locked: 'Đã khóa, chờ quyết định',
  purged: 'Đã xóa nội dung',
  released: 'Đã mở khóa',
} as const
export type SpillState = keyof typeof SPILL_STATES
export const SPILL_STATE_IDS = Object.keys(SPILL_STATES) as [SpillState, ...SpillState[]]
export type Order = 'lock' | 'purge' | 'release'
