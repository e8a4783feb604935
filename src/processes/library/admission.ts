import type { Template } from '../template.ts'
import { back, branch, cd, decide, kept, late, on, reminders, signed, stop, task, wait, wd } from './parts.ts'

/** P5: admission of a Party member, from the outstanding person to full membership. */
export const admission: Template = {
  schema: 'quytrinh/1',
  code: 'QT.05-KNDV',
  name: 'Kết nạp đảng viên',
  purpose: 'Quần chúng ưu tú được xem xét kết nạp đúng tiêu chuẩn, đủ thủ tục, đúng thời hạn.',
  scope: 'Các chi bộ, đảng bộ trực thuộc cấp ủy.',
  basis: [
    'Điều lệ Đảng Cộng sản Việt Nam',
    '294-QĐ/TW ngày 26/5/2025 về thi hành Điều lệ Đảng',
    '06-HD/TW ngày 09/6/2025 hướng dẫn thi hành Điều lệ Đảng',
  ],
  clauses: ['7.2', '8.5.1'],
  roles: {
    chi_uy: { name: 'Chi ủy (bí thư chi bộ)', by: 'unit_head', cover: 'deputy' },
    nguoi_giup_do: { name: 'Đảng viên được phân công giúp đỡ', by: 'pick', cover: 'listed' },
    doan_the: { name: 'Đoàn thể giới thiệu', by: 'pick', cover: 'listed' },
    can_bo_to_chuc: { name: 'Cán bộ tổ chức đảng ủy', by: 'group', ref: 'to_chuc_dang_uy', cover: 'listed' },
    dang_uy: { name: 'Đảng ủy (ban thường vụ đảng ủy)', by: 'group', ref: 'dang_uy', cover: 'listed' },
    cap_quyet_dinh: {
      name: 'Cấp có thẩm quyền quyết định',
      by: 'position',
      ref: 'bi_thu_cap_tren',
      cover: 'deputy',
    },
  },
  fields: {
    quan_chung: { type: 'string', label: 'Họ và tên quần chúng', maxLength: 100 },
    giay_chung_nhan: { type: 'file', label: 'Giấy chứng nhận học lớp nhận thức về Đảng' },
    nhan_xet_giup_do: { type: 'text', label: 'Nhận xét của đảng viên giúp đỡ' },
    ho_so: { type: 'file', label: 'Đơn xin vào Đảng, lý lịch (mẫu chính thức)' },
    ngoai_tinh: { type: 'boolean', label: 'Có nội dung phải thẩm tra ngoài tỉnh, thành phố' },
    tham_tra_trong: { type: 'file', label: 'Văn bản thẩm tra lý lịch trong tỉnh' },
    tham_tra_ngoai: { type: 'file', label: 'Văn bản thẩm tra lý lịch ngoài tỉnh' },
    gioi_thieu: { type: 'file', label: 'Nghị quyết giới thiệu của đoàn thể' },
    cu_tru: { type: 'file', label: 'Ý kiến nhận xét nơi cư trú' },
    bieu_quyet: {
      type: 'enum',
      label: 'Kết quả biểu quyết của chi bộ',
      enum: ['Từ hai phần ba trở lên', 'Dưới hai phần ba'],
    },
    nq_chi_bo: { type: 'file', label: 'Nghị quyết đề nghị của chi bộ' },
    nq_dang_uy: { type: 'file', label: 'Nghị quyết của đảng ủy' },
    quyet_dinh: { type: 'doc', label: 'Quyết định kết nạp' },
    ngay_le: { type: 'date', label: 'Ngày tổ chức lễ kết nạp' },
    tu_kiem_diem: { type: 'file', label: 'Bản tự kiểm điểm, nhận xét thời gian dự bị' },
    nq_chinh_thuc: { type: 'file', label: 'Nghị quyết đề nghị công nhận chính thức' },
    qd_chinh_thuc: { type: 'doc', label: 'Quyết định công nhận đảng viên chính thức' },
    ly_do_dung: { type: 'text', label: 'Lý do dừng và việc đã thông báo' },
  },
  limit: cd(1200),
  main: {
    start: 'phan_cong',
    steps: [
      task('phan_cong', 'Tạo nguồn, phân công người giúp đỡ', 'chi_uy', wd(10), {
        form: { req: ['quan_chung', 'giay_chung_nhan'] },
        records: [kept('Nghị quyết phân công đảng viên giúp đỡ', 'permanent', 'BM.05-01')],
        guide:
          'Phân công đảng viên chính thức cùng đơn vị công tác; giấy chứng nhận học lớp nhận thức còn giá trị.',
        out: [on('boi_duong', 'Bắt đầu thời gian giúp đỡ')],
      }),
      wait(
        'boi_duong',
        'Thời gian giúp đỡ, bồi dưỡng',
        cd(365),
        'Ít nhất 12 tháng; người giúp đỡ báo cáo chi bộ theo định kỳ.',
        [
          on('nhan_xet', 'Đủ thời gian, đề nghị xem xét', { id: 'du' }),
          { id: 'thoi', label: 'Thôi bồi dưỡng', to: 'dung_ho_so' },
        ],
      ),
      task('nhan_xet', 'Nhận xét quá trình phấn đấu', 'nguoi_giup_do', wd(5), {
        form: { req: ['nhan_xet_giup_do'] },
        records: [kept('Giấy giới thiệu người vào Đảng', 'permanent', 'Mẫu của Ban Tổ chức Trung ương')],
        guide: 'Nêu ưu điểm, khuyết điểm, mức độ phấn đấu; chịu trách nhiệm về nhận xét.',
        out: [on('lap_ho_so', 'Đề nghị lập hồ sơ'), stop('Chưa đủ điều kiện', 'dung_ho_so')],
      }),
      task('lap_ho_so', 'Lập hồ sơ, kiểm tra đơn và lý lịch', 'chi_uy', wd(10), {
        form: { req: ['ho_so', 'ngoai_tinh'] },
        records: [
          kept(
            'Đơn xin vào Đảng, lý lịch của người xin vào Đảng',
            'permanent',
            'Mẫu của Ban Tổ chức Trung ương',
          ),
        ],
        guide: 'Chỉ dùng mẫu chính thức; quần chúng tự viết, không tẩy xóa; chi ủy kiểm tra từng mục.',
        out: [on('tham_tra', 'Chuyển thẩm tra')],
      }),
      {
        id: 'tham_tra',
        kind: 'parallel',
        name: 'Thẩm tra lý lịch và lấy ý kiến',
        join: { mode: 'all' },
        branches: [
          branch('nhanh_trong_tinh', [
            task('trong_tinh', 'Thẩm tra lý lịch trong tỉnh', 'can_bo_to_chuc', wd(30), {
              form: { req: ['tham_tra_trong'], ro: ['ho_so'] },
              records: [kept('Văn bản thẩm tra lý lịch', 'permanent')],
              guide:
                'Thẩm tra bản thân, cha mẹ, vợ hoặc chồng theo quy định; có vấn đề thì dừng, báo đảng ủy.',
              alerts: reminders('chi_uy'),
              out: [
                on('END', 'Đủ tiêu chuẩn'),
                stop('Không đủ tiêu chuẩn chính trị', 'dung_ho_so'),
                back('lap_ho_so', 'Bổ sung lý lịch'),
              ],
            }),
          ]),
          branch(
            'nhanh_ngoai_tinh',
            [
              task('ngoai_tinh_tt', 'Thẩm tra lý lịch ngoài tỉnh', 'can_bo_to_chuc', wd(90), {
                form: { req: ['tham_tra_ngoai'], ro: ['ho_so'] },
                records: [kept('Văn bản thẩm tra lý lịch ngoài tỉnh', 'permanent')],
                guide: 'Gửi công văn tới nơi cần thẩm tra và theo dõi trả lời.',
                alerts: reminders('chi_uy'),
                out: [on('END', 'Đã có kết quả'), stop('Không đủ tiêu chuẩn chính trị', 'dung_ho_so')],
              }),
            ],
            { f: 'ngoai_tinh', is: 'eq', v: true },
          ),
          branch('nhanh_doan_the', [
            task('gioi_thieu_dt', 'Đoàn thể giới thiệu', 'doan_the', wd(10), {
              form: { req: ['gioi_thieu'] },
              records: [
                kept('Nghị quyết giới thiệu của đoàn thể', 'permanent', 'Mẫu của Ban Tổ chức Trung ương'),
              ],
              guide: 'Ban chấp hành đoàn thể họp, biểu quyết giới thiệu.',
              alerts: reminders('chi_uy'),
              out: [on('END', 'Giới thiệu'), stop('Không giới thiệu', 'dung_ho_so')],
            }),
          ]),
          branch('nhanh_cu_tru', [
            task('y_kien_cu_tru', 'Lấy ý kiến nơi cư trú', 'chi_uy', wd(10), {
              form: { req: ['cu_tru'] },
              records: [kept('Tổng hợp ý kiến nhận xét nơi cư trú', 'permanent')],
              guide:
                'Lấy ý kiến chi ủy nơi cư trú và tổ chức chính trị - xã hội nơi người xin vào Đảng là thành viên.',
              out: [on('END', 'Đã có ý kiến')],
            }),
          ]),
        ],
        out: [on('chi_bo_hop', 'Đưa ra chi bộ')],
      },
      task('chi_bo_hop', 'Chi bộ xét, biểu quyết', 'chi_uy', wd(10), {
        form: { req: ['bieu_quyet', 'nq_chi_bo'] },
        records: [
          kept(
            'Biên bản, nghị quyết đề nghị kết nạp của chi bộ',
            'permanent',
            'Mẫu của Ban Tổ chức Trung ương',
          ),
        ],
        guide: 'Đề nghị khi được ít nhất hai phần ba số đảng viên chính thức tán thành.',
        out: [on('xet_bieu_quyet', 'Ghi kết quả'), back('lap_ho_so', 'Bổ sung hồ sơ')],
      }),
      decide('xet_bieu_quyet', 'Chi bộ có tán thành không', [
        on('dang_uy_xet', 'Đủ tỷ lệ', {
          id: 'du',
          when: { f: 'bieu_quyet', is: 'eq', v: 'Từ hai phần ba trở lên' },
        }),
        on('dung_ho_so', 'Không đủ tỷ lệ', { id: 'khong' }),
      ]),
      task('dang_uy_xet', 'Đảng ủy xét, biểu quyết', 'dang_uy', wd(30), {
        form: { req: ['nq_dang_uy'], ro: ['nq_chi_bo', 'gioi_thieu', 'cu_tru'] },
        records: [kept('Nghị quyết đề nghị của đảng ủy', 'permanent', 'Mẫu của Ban Tổ chức Trung ương')],
        guide: 'Thẩm định lại hồ sơ; từng đảng ủy viên biểu quyết.',
        alerts: reminders('can_bo_to_chuc'),
        out: [
          on('quyet_dinh_kn', 'Đề nghị kết nạp'),
          back('lap_ho_so', 'Trả hồ sơ'),
          stop('Không đồng ý', 'dung_ho_so'),
        ],
      }),
      task('quyet_dinh_kn', 'Ra quyết định kết nạp', 'cap_quyet_dinh', wd(30), {
        form: { req: ['quyet_dinh'], ro: ['nq_dang_uy'] },
        records: [kept('Quyết định kết nạp đảng viên', 'permanent')],
        guide: 'Thời hạn kể từ ngày nhận đủ hồ sơ của đảng ủy.',
        alerts: reminders('dang_uy'),
        out: [signed('le_ket_nap', 'Ký quyết định'), stop('Không kết nạp', 'dung_ho_so')],
      }),
      task('le_ket_nap', 'Tổ chức lễ kết nạp', 'chi_uy', wd(30), {
        form: { req: ['ngay_le'], ro: ['quyet_dinh'] },
        records: [kept('Biên bản lễ kết nạp', 'permanent')],
        guide: 'Tổ chức trang nghiêm, trao quyết định, tuyên thệ, phân công người giúp đỡ đảng viên dự bị.',
        out: [on('du_bi', 'Bắt đầu thời gian dự bị')],
      }),
      wait('du_bi', 'Thời gian dự bị', cd(365), '12 tháng kể từ ngày kết nạp.', [
        on('xet_chinh_thuc', 'Hết thời gian dự bị', { id: 'het' }),
        late('xet_chinh_thuc', 'Đủ 12 tháng'),
      ]),
      task('xet_chinh_thuc', 'Chi bộ xét công nhận chính thức', 'chi_uy', cd(30), {
        form: { req: ['tu_kiem_diem', 'nq_chinh_thuc'] },
        records: [
          kept('Hồ sơ đề nghị công nhận đảng viên chính thức', 'permanent', 'Mẫu của Ban Tổ chức Trung ương'),
        ],
        guide: 'Trong 30 ngày sau khi hết dự bị; không đủ tư cách thì đề nghị xóa tên trong danh sách dự bị.',
        alerts: reminders('dang_uy'),
        out: [on('cong_nhan', 'Đề nghị công nhận'), stop('Đề nghị xóa tên', 'dung_ho_so')],
      }),
      task('cong_nhan', 'Quyết định công nhận chính thức', 'cap_quyet_dinh', wd(30), {
        form: { req: ['qd_chinh_thuc'], ro: ['nq_chinh_thuc'] },
        records: [kept('Quyết định công nhận đảng viên chính thức, hồ sơ đảng viên', 'permanent')],
        guide: 'Tính tuổi đảng theo quy định; chuyển hồ sơ về nơi quản lý.',
        out: [signed('END', 'Ký công nhận')],
      }),
      task('dung_ho_so', 'Thông báo và lưu hồ sơ dừng xét', 'chi_uy', wd(5), {
        form: { req: ['ly_do_dung'] },
        records: [kept('Hồ sơ dừng xét', 5)],
        guide: 'Thông báo lý do cho người liên quan, lưu hồ sơ tại chi bộ.',
        out: [on('END', 'Đã thông báo')],
      }),
    ],
  },
}
