import type { Branch, Template, TaskStep } from '../template.ts'
import { back, branch, kept, on, reminders, signed, stop, task, wd } from './parts.ts'

const roles: Template['roles'] = {
  ban_to_chuc: { name: 'Ban Tổ chức', by: 'position', ref: 'truong_ban_to_chuc', cover: 'deputy' },
  btv: { name: 'Ban Thường vụ', by: 'group', ref: 'ban_thuong_vu', cover: 'listed' },
  tap_the: { name: 'Tập thể lãnh đạo đơn vị', by: 'unit_head', cover: 'deputy' },
  tham_dinh: {
    name: 'Cơ quan thẩm định, cho ý kiến',
    by: 'pick',
    cover: 'listed',
    not_same_as: ['ban_to_chuc'],
  },
  bi_thu: { name: 'Bí thư cấp ủy', by: 'position', ref: 'bi_thu', cover: 'deputy' },
}

/** One of the five ballots: what it decides, the record it leaves, where it goes on. */
function ballot(
  id: string,
  name: string,
  guide: string,
  next: string,
  previous: string,
  form: string,
): TaskStep {
  return task(id, name, 'tap_the', wd(3), {
    form: { req: [`${id}_kq`] },
    records: [kept(`Biên bản, kết quả kiểm phiếu: ${name}`, 'permanent', form)],
    guide: `${guide} Phiếu thu lại, niêm phong; nhân sự chưa công bố không nhập tên lên hệ thống này.`,
    alerts: reminders('ban_to_chuc'),
    out: [
      on(next, 'Đạt yêu cầu, sang bước sau'),
      back(previous, 'Làm lại bước trước'),
      stop('Không có nhân sự đạt', 'dung_quy_trinh'),
    ],
  })
}

/** One opinion asked for at the same time as the others. */
function opinion(id: string, name: string, days: number, guide: string): Branch {
  const unfit = stop('Chưa đủ điều kiện', 'dung_quy_trinh', 'chua')
  const step = task(id, name, 'tham_dinh', wd(days), {
    form: { req: [`${id}_kq`] },
    records: [kept(name, 'permanent')],
    guide,
    alerts: reminders('ban_to_chuc'),
    out: [on('END', 'Đủ điều kiện'), { ...unfit, needs: ['reason_code', 'reason'] }],
  })
  return branch(`nhanh_${id}`, [step])
}

const result = (label: string) => ({ type: 'doc', label }) as const

/** P6: appointment of an official from inside the unit, in five steps. */
export const appointment: Template = {
  schema: 'quytrinh/1',
  code: 'QT.06-BNCB',
  name: 'Bổ nhiệm cán bộ (năm bước, nguồn tại chỗ)',
  purpose: 'Việc bổ nhiệm được thực hiện đủ bước, đúng tiêu chuẩn, dân chủ, có hồ sơ chứng minh.',
  scope: 'Bổ nhiệm cán bộ từ nguồn tại chỗ thuộc diện cấp ủy quản lý.',
  basis: ['377-QĐ/TW ngày 08/10/2025 về công tác quản lý cán bộ'],
  clauses: ['5.3', '7.1.2', '7.2'],
  roles,
  fields: {
    chuc_danh: { type: 'string', label: 'Chức danh cần bổ nhiệm', maxLength: 200 },
    to_trinh_ct: result('Tờ trình xin chủ trương'),
    tb_chu_truong: result('Thông báo chủ trương của cấp có thẩm quyền'),
    lan_1_kq: result('Kết quả hội nghị tập thể lãnh đạo lần 1'),
    mo_rong_kq: result('Kết quả hội nghị tập thể lãnh đạo mở rộng'),
    lan_2_kq: result('Kết quả hội nghị tập thể lãnh đạo lần 2'),
    chu_chot_kq: result('Kết quả lấy ý kiến cán bộ chủ chốt'),
    lan_3_kq: result('Kết quả hội nghị tập thể lãnh đạo lần 3'),
    chinh_tri_kq: result('Kết luận tiêu chuẩn chính trị'),
    cu_tru_kq: result('Nhận xét của cấp ủy nơi cư trú'),
    tai_san_kq: result('Kết quả kiểm tra kê khai tài sản, thu nhập'),
    ho_so_kq: result('Kết quả thẩm định hồ sơ, văn bằng'),
    to_trinh: result('Tờ trình bổ nhiệm và hồ sơ nhân sự'),
    nghi_quyet: result('Nghị quyết, biên bản biểu quyết của Ban Thường vụ'),
    quyet_dinh: result('Quyết định bổ nhiệm'),
    ngay_cong_bo: { type: 'date', label: 'Ngày công bố, trao quyết định' },
    ly_do_dung: { type: 'text', label: 'Lý do dừng quy trình' },
  },
  limit: wd(85),
  main: {
    start: 'xin_chu_truong',
    steps: [
      task('xin_chu_truong', 'Lập tờ trình xin chủ trương', 'ban_to_chuc', wd(5), {
        form: { req: ['chuc_danh', 'to_trinh_ct'] },
        records: [kept('Tờ trình xin chủ trương bổ nhiệm', 'permanent', 'BM.06-01')],
        guide:
          'Nêu nhu cầu, số lượng, nguồn quy hoạch, dự kiến phân công; chưa nêu tên người khi chưa có chủ trương.',
        out: [on('cho_chu_truong', 'Trình Ban Thường vụ')],
      }),
      task('cho_chu_truong', 'Cho chủ trương', 'btv', wd(10), {
        form: { req: ['tb_chu_truong'], ro: ['to_trinh_ct'] },
        records: [kept('Thông báo chủ trương', 'permanent')],
        guide: 'Chủ trương có hiệu lực theo thời hạn của quy định; quá hạn phải xin lại.',
        alerts: reminders('ban_to_chuc'),
        out: [
          on('lan_1', 'Đồng ý chủ trương'),
          back('xin_chu_truong', 'Giải trình thêm'),
          stop('Không đồng ý', 'dung_quy_trinh'),
        ],
      }),
      ballot(
        'lan_1',
        'Tập thể lãnh đạo lần 1',
        'Thảo luận, thống nhất cơ cấu, tiêu chuẩn, điều kiện, quy trình.',
        'mo_rong',
        'xin_chu_truong',
        'BM.06-02',
      ),
      ballot(
        'mo_rong',
        'Tập thể lãnh đạo mở rộng',
        'Giới thiệu nhân sự bằng phiếu kín.',
        'lan_2',
        'lan_1',
        'BM.06-03',
      ),
      ballot(
        'lan_2',
        'Tập thể lãnh đạo lần 2',
        'Căn cứ kết quả giới thiệu, chọn nhân sự bằng phiếu kín.',
        'chu_chot',
        'mo_rong',
        'BM.06-04',
      ),
      ballot(
        'chu_chot',
        'Hội nghị cán bộ chủ chốt',
        'Lấy ý kiến bằng phiếu kín; có ít nhất hai phần ba số người được triệu tập.',
        'lan_3',
        'lan_2',
        'BM.06-05',
      ),
      ballot(
        'lan_3',
        'Tập thể lãnh đạo lần 3',
        'Phân tích kết quả, biểu quyết giới thiệu nhân sự bằng phiếu kín.',
        'tham_dinh_ns',
        'chu_chot',
        'BM.06-06',
      ),
      {
        id: 'tham_dinh_ns',
        kind: 'parallel',
        name: 'Thẩm định nhân sự, lấy ý kiến các cơ quan',
        join: { mode: 'all' },
        branches: [
          opinion(
            'chinh_tri',
            'Kết luận tiêu chuẩn chính trị',
            15,
            'Kết luận về lịch sử chính trị và chính trị hiện nay theo thẩm quyền.',
          ),
          opinion(
            'cu_tru',
            'Nhận xét của cấp ủy nơi cư trú',
            10,
            'Nhận xét về bản thân và gia đình chấp hành chủ trương, pháp luật nơi cư trú.',
          ),
          opinion(
            'tai_san',
            'Kiểm tra kê khai tài sản, thu nhập',
            10,
            'Đối chiếu bản kê khai với hồ sơ đang quản lý.',
          ),
          opinion(
            'ho_so',
            'Thẩm định hồ sơ, văn bằng',
            15,
            'Kiểm tra văn bằng, tuổi, quy hoạch, thời gian giữ chức vụ, kỷ luật.',
          ),
        ],
        out: [on('trinh', 'Đủ ý kiến thẩm định')],
      },
      task('trinh', 'Lập tờ trình bổ nhiệm', 'ban_to_chuc', wd(5), {
        form: { req: ['to_trinh'], ro: ['lan_3_kq', 'chinh_tri_kq', 'ho_so_kq'] },
        records: [kept('Tờ trình, hồ sơ nhân sự', 'permanent', 'BM.06-07')],
        guide: 'Tờ trình nêu đủ kết quả từng bước và ý kiến của từng cơ quan.',
        out: [on('quyet_nghi', 'Trình Ban Thường vụ')],
      }),
      task('quyet_nghi', 'Thảo luận, biểu quyết', 'btv', wd(10), {
        form: { req: ['nghi_quyet'], ro: ['to_trinh'] },
        records: [kept('Biên bản, nghị quyết của Ban Thường vụ', 'permanent')],
        guide: 'Biểu quyết bằng phiếu kín; người có liên quan không tham gia biểu quyết.',
        alerts: reminders('ban_to_chuc'),
        out: [
          on('ky', 'Đồng ý bổ nhiệm'),
          back('trinh', 'Hoàn thiện hồ sơ'),
          back('lan_2', 'Làm lại từ bước chọn nhân sự', 'lam_lai'),
          stop('Không đồng ý', 'dung_quy_trinh'),
        ],
      }),
      task('ky', 'Ký quyết định bổ nhiệm', 'bi_thu', wd(2), {
        form: { req: ['quyet_dinh'] },
        records: [kept('Quyết định bổ nhiệm', 'permanent')],
        guide: 'Ký thay mặt (T/M) Ban Thường vụ.',
        out: [signed('cong_bo', 'Ký quyết định'), back('trinh', 'Sửa dự thảo quyết định')],
      }),
      task('cong_bo', 'Công bố, bổ sung hồ sơ cán bộ', 'ban_to_chuc', wd(5), {
        form: { req: ['ngay_cong_bo'], ro: ['quyet_dinh'] },
        records: [kept('Hồ sơ cán bộ', 'permanent')],
        guide: 'Công bố tại đơn vị, cập nhật hồ sơ và dữ liệu cán bộ.',
        out: [on('END', 'Đã công bố')],
      }),
      task('dung_quy_trinh', 'Kết luận dừng quy trình', 'ban_to_chuc', wd(3), {
        form: { req: ['ly_do_dung'] },
        records: [kept('Báo cáo dừng quy trình bổ nhiệm', 10)],
        guide: 'Báo cáo cấp có thẩm quyền, thông báo cho đơn vị, lưu hồ sơ.',
        out: [on('END', 'Đã báo cáo')],
      }),
    ],
  },
}
