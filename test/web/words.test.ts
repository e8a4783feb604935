import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const folder = new URL('../../web/text/', import.meta.url)
const areas = (language: string): string[] => readdirSync(new URL(`${language}/`, folder)).sort()

/** Every text of an area by its path; functions are tried with arguments of any shape. */
function texts(words: unknown, path = ''): [string, string][] {
  if (typeof words === 'string') return [[path, words]]
  if (typeof words === 'function')
    return [[path, String((words as (...all: unknown[]) => unknown)('1', '2', '3', '4'))]]
  return Object.entries(words as object).flatMap(([key, value]) => texts(value, `${path}/${key}`))
}

test('every area is in both languages', () => {
  expect(areas('en')).toEqual(areas('vi'))
})

test.each(areas('vi'))(
  '%s: Vietnamese is composed (NFC) and neither language lacks a text of the other',
  async (file) => {
    const read = async (language: string): Promise<Map<string, string>> => {
      const { default: words } = (await import(new URL(`${language}/${file}`, folder).href)) as {
        default: unknown
      }
      return new Map(texts(words))
    }
    const [vi, en] = [await read('vi'), await read('en')]
    expect([...en.keys()].sort()).toEqual([...vi.keys()].sort())
    for (const text of vi.values()) expect(text).toBe(text.normalize('NFC'))
  },
)

test('a state is called on lists as the server calls it', async () => {
  const [{ INCOMING_STATES }, { default: lists }] = await Promise.all([
    import('../../src/documents/incoming/states.ts'),
    import('../../web/text/vi/lists.ts'),
  ])
  expect(lists.narrow.states).toEqual(INCOMING_STATES)
})

/** Whole labels that an office does not use, each with the one that stands for it. */
const OFFICE: Record<string, string> = {
  'Ban hành, lấy số': 'Cấp số, phát hành',
  'Nhận lời': 'Chấp nhận lời mời',
  'Nhận lời và vào làm việc': 'Chấp nhận lời mời',
  'Mời vào làm việc': 'Mời tham gia hệ thống',
  'Đăng ký cấp ủy': 'Đăng ký cơ quan',
  'Đăng ký cấp ủy mới': 'Đăng ký cơ quan',
  'Bàn đã sạch': 'Không còn việc chờ xử lý',
  'Đang dở': 'Đang soạn thảo',
  'Chờ nơi khác': 'Chờ nơi nhận tiếp nhận',
  'Diễn biến': 'Quá trình xử lý',
  Nhắc: 'Đôn đốc',
  'Đã nhắc': 'Đã đôn đốc',
  'Cấp quyết định': 'Thẩm quyền ban hành',
  'Chọn cấp quyết định': 'Chọn thẩm quyền ban hành',
  'Cơ quan quyết định': 'Thẩm quyền ban hành',
  'Thẩm quyền quyết định': 'Thẩm quyền ban hành',
  'Chưa có họ tên': 'Chưa nhập họ và tên',
  'Có chỗ cần sửa': 'Có nội dung chưa đúng',
  'Gõ tên; không dấu cũng được': 'Nhập tên, không cần dấu',
  'Nói ngắn': 'Ghi ngắn gọn nội dung',
  'Nói rõ thêm': 'Ghi rõ thêm',
  Chép: 'Sao chép',
  'Đã chép': 'Đã sao chép',
  'Thôi dùng': 'Ngừng sử dụng',
  'Dòng thấp': 'Dòng gọn',
  'Tệp đúng mã băm khi phát hành': 'Tệp nguyên vẹn từ khi phát hành',
  'Đang tính dấu của tệp': 'Đang kiểm tra tệp',
  'Định danh trong địa chỉ': 'Tên rút gọn trên đường dẫn',
  'Đếm chung với': 'Đánh số chung với',
  'Số tiếp theo của từng dãy': 'Số tiếp theo của từng loại',
  Lúc: 'Thời điểm',
  'Đến lúc': 'Thời điểm đến',
  'Trước và sau': 'Chi tiết thay đổi',
  'Mọi việc': 'Tất cả',
  'Nơi đang đăng nhập': 'Thiết bị đang đăng nhập',
  'Giữ bản của tôi': 'Giữ bản đang soạn',
  'Lấy bản của họ': 'Dùng bản đã lưu trên hệ thống',
  'Văn bản mật, đi đường riêng': 'Văn bản mật, gửi theo đường riêng',
  'Xin thử lại': 'Đề nghị thử lại',
}

/** A label without what it is filled with and its stop, as it is compared. */
const bare = (text: string): string => text.replace(/\$\{[^}]*\}|[\d.…:“”]/gu, '').trim()

const avoided = (labels: string[]): string[] =>
  labels
    .filter((label) => Object.hasOwn(OFFICE, bare(label)))
    .map((label) => `${label} → ${OFFICE[bare(label)]}`)

test('labels that an office does not use are found however they are filled', () => {
  expect(avoided(['Nhắc 3', 'Xin thử lại.', 'Đôn đốc', 'Nhắc nhở'])).toEqual([
    'Nhắc 3 → Đôn đốc',
    'Xin thử lại. → Đề nghị thử lại',
  ])
})

test('the screens speak the words of the office', async () => {
  for (const file of areas('vi')) {
    const { default: words } = (await import(new URL(`vi/${file}`, folder).href)) as { default: unknown }
    const labels = texts(words).map(([, text]) => text)
    expect({ file, wrong: avoided(labels) }).toEqual({ file, wrong: [] })
  }
})

test('the server speaks the words of the office', () => {
  const source = new URL('../../src/', import.meta.url)
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  )
  expect(files.length).toBeGreaterThan(200)
  for (const file of files) {
    const text = readFileSync(new URL(file, source), 'utf8')
    const literals = [...text.matchAll(/'([^'\n]{3,})'|`([^`]{3,})`/g)].map(
      ([, one, other]) => one ?? other ?? '',
    )
    expect({ file, wrong: avoided(literals) }).toEqual({ file, wrong: [] })
  }
})

test('a menu that a sentence names exists', async () => {
  const [{ default: common }, { default: admin }, { default: account }] = await Promise.all([
    import('../../web/text/vi/common.ts'),
    import('../../web/text/vi/admin.ts'),
    import('../../web/text/vi/account.ts'),
  ])
  const menus: Record<string, string[]> = {
    [common.places.admin]: Object.values(admin.tabs),
    [account.title]: Object.values(account).flatMap((part) =>
      typeof part === 'object' && 'title' in part ? [String(part.title)] : [],
    ),
  }
  const source = new URL('../../', import.meta.url)
  const named: string[] = []
  for (const folder of ['src', 'web/text/vi'])
    for (const name of readdirSync(new URL(folder, source), { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.ts')) continue
      const text = readFileSync(new URL(`${folder}/${name}`, source), 'utf8')
      for (const [, menu = '', rest = ''] of text.matchAll(/(\p{Lu}[\p{L} ]+?) → ([^'`\n]+)/gu)) {
        if (!Object.hasOwn(menus, menu)) continue
        named.push(menu)
        expect({
          name,
          menu,
          rest,
          found: menus[menu]?.some((entry) => rest.startsWith(entry)),
        }).toMatchObject({ found: true })
      }
      expect(text).not.toContain('mục Tổ chức')
    }
  expect(named.length).toBeGreaterThan(1)
})
