/** One paper of the demo: what its PDF shows, and what the draft of it says. */
export type Paper = {
  /** Also the name of its PDF in `files/`, without the ending. */
  id: string
  from: keyof typeof HEADS
  /** Id, name and symbol of its document type (documents/rules/399.ts). */
  type: readonly [id: string, name: string, symbol: string]
  decidingBody: string
  /** As printed below the name of the type: in small letters from the first on. */
  subject: string
  /** Lines of grounds, each as printed after `- `. */
  grounds?: string[]
  body: Part[]
  signer: Signer
  /** Lines of "Nơi nhận". */
  to: string[]
}

/** A paragraph, or a table whose first row is its head. */
export type Part = string | { rows: string[][] }

export type Signer = { authority: '' | 'T/M' | 'K/T' | 'T/L'; body: string; title: string; name: string }

/** What stands at the head of an issuer's papers, the place before the date, and its suffix. */
export const HEADS = {
  tu: { above: '', name: 'TỈNH ỦY SƠN BÌNH', place: 'Sơn Bình', suffix: 'TU' },
  vptu: { above: 'TỈNH ỦY SƠN BÌNH', name: 'VĂN PHÒNG', place: 'Sơn Bình', suffix: 'VPTU' },
  hu: { above: 'TỈNH ỦY SƠN BÌNH', name: 'HUYỆN ỦY MƯỜNG LÂM', place: 'Mường Lâm', suffix: 'HU' },
  tanLap: { above: 'TỈNH ỦY SƠN BÌNH', name: 'ĐẢNG ỦY XÃ TÂN LẬP', place: 'Tân Lập', suffix: 'ĐU' },
  namSoi: { above: 'TỈNH ỦY SƠN BÌNH', name: 'ĐẢNG ỦY XÃ NẬM SỎI', place: 'Nậm Sỏi', suffix: 'ĐU' },
  sonHa: { above: 'TỈNH ỦY SƠN BÌNH', name: 'ĐẢNG ỦY PHƯỜNG SƠN HÀ', place: 'Sơn Hà', suffix: 'ĐU' },
  ubnd: {
    above: 'TỈNH ỦY SƠN BÌNH',
    name: 'ĐẢNG ỦY VĂN PHÒNG ỦY BAN NHÂN DÂN TỈNH',
    place: 'Sơn Bình',
    suffix: 'ĐU',
  },
} as const

/** Who signs, by the office they hold; no academic titles, and titles without the committee's name (HD 05). */
export const SIGNERS = {
  secretary: { authority: 'T/M', body: 'TỈNH ỦY', title: 'Bí thư', name: 'Đỗ Minh Châu' },
  standing: { authority: 'T/M', body: 'BAN THƯỜNG VỤ', title: 'Phó Bí thư', name: 'Hoàng Văn Sơn' },
  chief: { authority: 'T/L', body: 'BAN THƯỜNG VỤ', title: 'Chánh Văn phòng', name: 'Phạm Đức Thuận' },
  office: { authority: '', body: '', title: 'Chánh Văn phòng', name: 'Phạm Đức Thuận' },
  district: { authority: 'T/M', body: 'BAN CHẤP HÀNH', title: 'Bí thư', name: 'Quàng Văn Dũng' },
  tanLap: { authority: 'T/M', body: 'BAN THƯỜNG VỤ', title: 'Bí thư', name: 'Lê Quang Vinh' },
  namSoi: { authority: 'T/M', body: 'BAN THƯỜNG VỤ', title: 'Bí thư', name: 'Vàng A Tủa' },
  sonHa: { authority: 'T/M', body: 'BAN THƯỜNG VỤ', title: 'Bí thư', name: 'Trịnh Xuân Bách' },
  ubnd: { authority: 'T/M', body: 'ĐẢNG ỦY', title: 'Bí thư', name: 'Nguyễn Hữu Khánh' },
} as const satisfies Record<string, Signer>

/** Document types by short names: id, name, symbol. */
export const TYPES = {
  NQ: ['nghi-quyet', 'Nghị quyết', 'NQ'],
  QD: ['quyet-dinh', 'Quyết định', 'QĐ'],
  QyD: ['quy-dinh', 'Quy định', 'QĐ'],
  CT: ['chi-thi', 'Chỉ thị', 'CT'],
  KL: ['ket-luan', 'Kết luận', 'KL'],
  HD: ['huong-dan', 'Hướng dẫn', 'HD'],
  TB: ['thong-bao', 'Thông báo', 'TB'],
  BC: ['bao-cao', 'Báo cáo', 'BC'],
  KH: ['ke-hoach', 'Kế hoạch', 'KH'],
  CTr: ['chuong-trinh', 'Chương trình', 'CTr'],
  TTr: ['to-trinh', 'Tờ trình', 'TTr'],
  CV: ['cong-van', 'Công văn', 'CV'],
} as const
