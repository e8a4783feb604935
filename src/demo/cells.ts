import type { Place } from './places.ts'

const cell = (handle: string, name: string, code: string, [secretary, clerk]: [string, string]): Place => ({
  handle,
  name,
  kind: 'cell',
  suffix: 'CB',
  place: 'Tân Lập',
  code,
  superior: 'xa-tan-lap',
  term: { name: '2025-2027', opensOn: '2025-06-02' },
  units: [],
  staff: [
    { as: 'van-thu', name: clerk, roles: ['admin', 'clerk'], position: 'Phó Bí thư' },
    { as: 'bi-thu', name: secretary, roles: ['leader'], position: 'Bí thư' },
  ],
})

/** Two cells of the commune of Tân Lập, where a superior's papers arrive as copies. */
export const cells: [Place, Place] = [
  cell('chi-bo-ban-na-long', 'Chi bộ bản Nà Lồng', 'A99.31.01', ['Lò Văn Hặc', 'Quàng Thị Inh']),
  cell('chi-bo-truong-thcs', 'Chi bộ Trường THCS Tân Lập', 'A99.31.02', ['Phạm Thị Hạnh', 'Nguyễn Đức Lợi']),
]
