import { Invalid } from '../core/errors.ts'

/** What is said when a superior is named that the directory does not have. */
export const unknownSuperior = (field = 'superior'): Invalid =>
  new Invalid([
    {
      field,
      message: 'Không có cơ quan này trong danh bạ. Đề nghị chọn lại từ kết quả tìm, hoặc để trống.',
    },
  ])
