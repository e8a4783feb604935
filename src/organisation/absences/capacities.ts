/** As which a deputy signs: on the Party side (HD 36-HD/VPTW), and on the state side (NĐ 30/2020, Điều 13). */
export const CAPACITIES = {
  'K/T': 'K/T (ký thay)',
  'T/L': 'T/L (thừa lệnh)',
  'T/M': 'T/M (thay mặt)',
  'Q.': 'Q. (quyền)',
  'KT.': 'KT. (ký thay)',
  'TL.': 'TL. (thừa lệnh)',
  'TM.': 'TM. (thay mặt)',
  'TUQ.': 'TUQ. (thừa ủy quyền)',
} as const
export type Capacity = keyof typeof CAPACITIES
