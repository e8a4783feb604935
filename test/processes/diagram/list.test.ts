import { expect, test } from 'vitest'
import { listSteps } from '../../../src/processes/diagram.ts'
import type { Template } from '../../../src/processes/template.ts'
import example from '../fixtures/qt05.json' with { type: 'json' }

test('the list says who does what in what time, and where each result leads', () => {
  const items = listSteps(example as unknown as Template)
  expect(items.map(({ number, level, step }) => [number, level, step])).toEqual([
    ['1', 0, 'tiep_nhan'],
    ['2', 0, 'soan'],
    ['3', 0, 'cho_bs'],
    ['4', 0, 'lay_yk'],
    ['4a.1', 1, 'yk'],
    ['5', 0, 'duyet'],
  ])
  expect(items.map(({ text }) => text)).toEqual([
    'Bước 1: Tiếp nhận, vào sổ. Văn thư thực hiện. Thời hạn 4 giờ làm việc. Chuyển: sang bước 2 «Thẩm định, dự thảo».',
    'Bước 2: Thẩm định, dự thảo. Chuyên viên thực hiện. Thời hạn 3 ngày làm việc. Trình: sang bước 4 «Lấy ý kiến đơn vị». Yêu cầu bổ sung: sang bước 3 «Chờ bổ sung hồ sơ».',
    'Bước 3: Chờ bổ sung hồ sơ. Chờ. Thời hạn 5 ngày làm việc. Đã bổ sung: quay lại bước 2 «Thẩm định, dự thảo». Hết hạn (khi hết hạn): kết thúc quy trình.',
    'Bước 4: Lấy ý kiến đơn vị. Mỗi dòng của «Đơn vị lấy ý kiến» một nhánh. Chờ xong tất cả. Đủ ý kiến: sang bước 5 «Phê duyệt».',
    'Bước 4a.1: Cho ý kiến. Trưởng phòng thực hiện. Thời hạn 2 ngày làm việc. Gửi ý kiến: xong nhánh. Trả lại từ đầu: quay lại bước 2 «Thẩm định, dự thảo».',
    'Bước 5: Phê duyệt. Chánh Văn phòng thực hiện. Thời hạn 1 ngày làm việc. Ký: kết thúc quy trình. Trả lại: quay lại bước 2 «Thẩm định, dự thảo».',
  ])
})
