import { describe, expect, test } from 'vitest'
import { carriesSecretStamp } from '../../src/documents/rules/rules.ts'
import { stampInLine, stampInName } from '../../src/core/secrecy/stamps.ts'

describe('a stamp in a line', () => {
  test.each([
    ['MẬT', 'MẬT'],
    ['  TỐI MẬT  ', 'TỐI MẬT'],
    ['TUYỆT  MẬT', 'TUYỆT MẬT'],
    ['TUYỆTMẬT', 'TUYỆT MẬT'],
    ['[MẬT]', 'MẬT'],
    ['Số 12-BC/TU (TỐI MẬT)', 'TỐI MẬT'],
    ['M Ậ T', 'MẬT'],
    ['MẬT'.normalize('NFD'), 'MẬT'],
    ['| MẬT |', 'MẬT'],
    ['T Ố I  M Ậ T', 'TỐI MẬT'],
    ['T U Y Ệ T   M Ậ T', 'TUYỆT MẬT'],
    ['M  Ậ  T', 'MẬT'],
    ['T Ố I M Ậ T'.normalize('NFD'), 'TỐI MẬT'],
    ['Độ mật: Tối mật', 'TỐI MẬT'],
    ['ĐỘ MẬT: MẬT.', 'MẬT'],
  ])('%j is %s', (line, stamp) => {
    expect(stampInLine(line)).toBe(stamp)
  })

  test.each([
    'Quy chế bảo mật thông tin',
    'BÍ MẬT NHÀ NƯỚC',
    'QUY ĐỊNH BẢO MẬT',
    'c) Mật.',
    'mật',
    'Độ mật: thường',
    'Độ mật: không',
    'Mật độ dân số',
    'Mặt trận Tổ quốc',
    'MẬT KHẨU',
    'THÂN MẬT',
    '(bảo mật)',
    '',
  ])('%j is none', (line) => {
    expect(stampInLine(line)).toBeUndefined()
  })
})

describe('a stamp in a name', () => {
  test.each([
    ['MẬT.pdf', 'MẬT'],
    ['mật.pdf', 'MẬT'],
    ['TỐI MẬT - Báo cáo.docx', 'TỐI MẬT'],
    ['Báo cáo (tuyệt mật).docx', 'TUYỆT MẬT'],
    ['TOI MAT_12.pdf', 'TỐI MẬT'],
    ['TOI_MAT_12.pdf', 'TỐI MẬT'],
    ['tuyet-mat.pdf', 'TUYỆT MẬT'],
    ['[MAT] 12-BC.pdf', 'MẬT'],
    ['12-BC-TU_MẬT.pdf', 'MẬT'],
    ['12-BC-TU_mật_thường trực.pdf', 'MẬT'],
    ['Mật - báo cáo.pdf', 'MẬT'],
    ['T Ố I M Ậ T.pdf', 'TỐI MẬT'],
    ['Công văn MẬT số 5.pdf', 'MẬT'],
    ['MẬT.pdf'.normalize('NFD'), 'MẬT'],
  ])('%j is %s', (name, stamp) => {
    expect(stampInName(name)).toBe(stamp)
  })

  test.each([
    'Quy chế bảo mật.pdf',
    'Hướng dẫn bảo vệ bí mật nhà nước.pdf',
    'QUY CHẾ BẢO MẬT 2026.pdf',
    'Danh sách độ mật khẩu.xlsx',
    'BC MAT TRAN 2026.pdf',
    'MAT.pdf',
    'Mật ong rừng.docx',
    'Báo cáo Mặt trận.pdf',
    'Kế_hoạch_bảo_mật_thông_tin.pdf',
    'Quy-chế-bảo-mật.pdf',
    'bí_mật_nhà_nước.docx',
    'Báo cáo_mật độ dân số.xlsx',
    'mật_khẩu-wifi.docx',
  ])('%j is none', (name) => {
    expect(stampInName(name)).toBeUndefined()
  })
})

describe('a stamp in a trích yếu', () => {
  test.each(['Thông báo kết luận. MẬT', 'V/v kế hoạch năm 2026 (tối mật)', 'Kết luận số 1.2 - TUYỆT MẬT'])(
    '%j is seen, also after a full stop',
    (line) => {
      expect(carriesSecretStamp(line)).toBe(true)
    },
  )

  test.each(['Về bảo vệ bí mật nhà nước', 'V/v mật độ dân số. Giai đoạn 2', 'Về bảo mật, an toàn thông tin'])(
    '%j has none',
    (line) => {
      expect(carriesSecretStamp(line)).toBe(false)
    },
  )
})
