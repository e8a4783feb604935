import type { Template } from '../template.ts'
import { back, cd, decide, kept, late, on, reminders, signed, task, wait, wd } from './parts.ts'

/** P7: the monthly evaluation of officials, which feeds the quarterly one. */
export const evaluation: Template = {
  schema: 'quytrinh/1',
  code: 'QT.07-DGCB',
  name: 'Đánh giá cán bộ hằng tháng',
  purpose:
    'Kết quả công tác của từng cán bộ được đánh giá theo sản phẩm, hằng tháng, công khai, có phản hồi.',
  scope: 'Cán bộ, công chức các cơ quan tham mưu, giúp việc của cấp ủy.',
  basis: [
    '366-QĐ/TW ngày 30/8/2025 về kiểm điểm, đánh giá, xếp loại chất lượng',
    '198-KL/TW ngày 08/10/2025 về đánh giá cán bộ hằng quý',
  ],
  clauses: ['6.2', '7.2', '9.1'],
  roles: {
    truong_dv: { name: 'Trưởng đơn vị', by: 'unit_head', cover: 'deputy' },
    can_bo: { name: 'Cán bộ được đánh giá', by: 'pick', cover: 'none' },
    cap_tren: { name: 'Lãnh đạo cấp trên trực tiếp', by: 'position', ref: 'thuong_truc', cover: 'deputy' },
    ban_to_chuc: { name: 'Ban Tổ chức', by: 'position', ref: 'truong_ban_to_chuc', cover: 'deputy' },
    btv: { name: 'Ban Thường vụ', by: 'group', ref: 'ban_thuong_vu', cover: 'listed' },
  },
  fields: {
    thang: { type: 'string', label: 'Tháng đánh giá', maxLength: 7 },
    ds_can_bo: {
      type: 'table',
      label: 'Cán bộ và việc được giao trong tháng',
      columns: {
        nguoi: { type: 'person', label: 'Cán bộ' },
        viec: { type: 'text', label: 'Việc được giao, sản phẩm, hạn' },
      },
    },
    la_lanh_dao: { type: 'boolean', label: 'Là người đứng đầu đơn vị' },
    tu_cham: { type: 'decimal', label: 'Điểm tự chấm', min: 0, max: 100 },
    minh_chung: { type: 'file', label: 'Sản phẩm, minh chứng' },
    gop_y: { type: 'text', label: 'Ý kiến góp ý của tập thể' },
    diem: { type: 'decimal', label: 'Điểm đánh giá', min: 0, max: 100 },
    muc: {
      type: 'enum',
      label: 'Mức xếp loại đề nghị',
      enum: ['Hoàn thành xuất sắc', 'Hoàn thành tốt', 'Hoàn thành', 'Không hoàn thành'],
    },
    tong_hop: { type: 'doc', label: 'Bảng tổng hợp kết quả đánh giá' },
    phe_duyet: { type: 'doc', label: 'Kết quả được phê duyệt' },
    cong_khai: { type: 'text', label: 'Hình thức, thời gian công khai' },
    y_kien_phan_hoi: { type: 'text', label: 'Ý kiến phản hồi và kết quả xem xét' },
  },
  limit: cd(55),
  main: {
    start: 'giao_viec',
    steps: [
      task('giao_viec', 'Giao việc tháng', 'truong_dv', wd(3), {
        form: { req: ['thang', 'ds_can_bo'] },
        records: [kept('Kế hoạch công tác tháng', 5, 'BM.07-01')],
        guide:
          'Giao từ ngày 01 đến ngày 03: việc, sản phẩm, hạn, cách đo. Việc phát sinh bổ sung vào bảng trong tháng.',
        alerts: reminders('ban_to_chuc'),
        out: [on('cho_cuoi_thang', 'Đã giao')],
      }),
      wait('cho_cuoi_thang', 'Chờ kỳ đánh giá', cd(25), 'Kỳ tự đánh giá mở ngày 25 hằng tháng.', [
        on('danh_gia', 'Đến kỳ đánh giá', { id: 'den' }),
        late('danh_gia', 'Mở kỳ đánh giá'),
      ]),
      {
        id: 'danh_gia',
        kind: 'each',
        name: 'Đánh giá từng cán bộ',
        over: 'ds_can_bo',
        join: { mode: 'all' },
        limit: wd(6),
        region: {
          start: 'tu_danh_gia',
          steps: [
            task('tu_danh_gia', 'Tự chấm điểm, nộp minh chứng', 'can_bo', wd(2), {
              form: { req: ['la_lanh_dao', 'tu_cham'], rw: ['minh_chung'] },
              records: [kept('Phiếu tự đánh giá', 5, 'BM.07-02')],
              guide: 'Chấm theo việc đã giao, mỗi việc kèm sản phẩm; nộp từ ngày 25 đến ngày 28.',
              alerts: reminders('truong_dv'),
              out: [on('tap_the_gop_y', 'Nộp phiếu')],
            }),
            task('tap_the_gop_y', 'Tập thể góp ý', 'truong_dv', wd(1), {
              form: { req: ['gop_y'], ro: ['tu_cham', 'minh_chung'] },
              records: [kept('Biên bản họp đơn vị', 5, 'BM.07-03')],
              guide: 'Góp ý thẳng thắn vào sản phẩm và thái độ; ghi biên bản.',
              out: [on('ai_cham', 'Đã góp ý')],
            }),
            decide('ai_cham', 'Ai chấm điểm', [
              on('cham_lanh_dao', 'Người đứng đầu: cấp trên chấm', {
                id: 'cap_tren',
                when: { f: 'la_lanh_dao', is: 'eq', v: true },
              }),
              on('cham', 'Cán bộ: trưởng đơn vị chấm', { id: 'don_vi' }),
            ]),
            task('cham', 'Trưởng đơn vị chấm điểm', 'truong_dv', wd(1), {
              form: { req: ['diem', 'muc'], ro: ['tu_cham', 'minh_chung', 'gop_y'] },
              guide: 'Chênh lệch lớn với điểm tự chấm phải nêu lý do; không chấm bình quân.',
              out: [on('END', 'Chốt điểm'), back('tu_danh_gia', 'Tự đánh giá lại')],
            }),
            task('cham_lanh_dao', 'Cấp trên chấm điểm', 'cap_tren', wd(2), {
              form: { req: ['diem', 'muc'], ro: ['tu_cham', 'minh_chung', 'gop_y'] },
              guide: 'Gắn kết quả của người đứng đầu với kết quả chung của đơn vị.',
              alerts: reminders('ban_to_chuc'),
              out: [on('END', 'Chốt điểm'), back('tu_danh_gia', 'Tự đánh giá lại')],
            }),
          ],
        },
        out: [on('tong_hop_kq', 'Đủ phiếu'), late('tong_hop_kq', 'Hết kỳ đánh giá')],
      },
      task('tong_hop_kq', 'Thẩm định, tổng hợp', 'ban_to_chuc', wd(2), {
        form: { req: ['tong_hop'] },
        records: [kept('Bảng tổng hợp kết quả đánh giá tháng', 5, 'BM.07-04')],
        guide: 'Kiểm tra tỷ lệ từng mức, phiếu thiếu, điểm bất thường; đề nghị đơn vị chấm lại khi cần.',
        alerts: reminders('btv'),
        out: [on('phe_duyet_muc', 'Trình phê duyệt'), back('danh_gia', 'Đơn vị đánh giá lại')],
      }),
      task('phe_duyet_muc', 'Phê duyệt mức xếp loại', 'btv', wd(2), {
        form: { req: ['phe_duyet'], ro: ['tong_hop'] },
        records: [kept('Thông báo kết quả đánh giá', 5)],
        guide: 'Phê duyệt trước ngày 05 tháng sau.',
        out: [signed('cong_khai_kq', 'Phê duyệt'), back('tong_hop_kq', 'Thẩm định lại')],
      }),
      task('cong_khai_kq', 'Công khai kết quả', 'ban_to_chuc', wd(1), {
        form: { req: ['cong_khai'], ro: ['phe_duyet'] },
        records: [kept('Bản công khai kết quả', 5)],
        guide: 'Công khai trong đơn vị; thông báo riêng cho từng cán bộ điểm và mức của mình.',
        out: [on('cho_phan_hoi', 'Đã công khai')],
      }),
      wait('cho_phan_hoi', 'Chờ ý kiến phản hồi', wd(3), 'Cán bộ phản hồi trong 3 ngày làm việc.', [
        on('xem_xet', 'Có ý kiến phản hồi', { id: 'co' }),
        late('luu', 'Không có ý kiến'),
      ]),
      task('xem_xet', 'Xem xét phản hồi', 'ban_to_chuc', wd(2), {
        form: { req: ['y_kien_phan_hoi'], ro: ['phe_duyet'] },
        records: [kept('Phiếu xem xét phản hồi', 5, 'BM.07-05')],
        guide: 'Trả lời từng ý kiến; phải điều chỉnh thì trình phê duyệt lại.',
        out: [on('luu', 'Giữ nguyên kết quả'), back('phe_duyet_muc', 'Đề nghị điều chỉnh', 'dieu_chinh')],
      }),
      task('luu', 'Lưu kết quả, chuyển đánh giá quý', 'ban_to_chuc', wd(1), {
        records: [kept('Hồ sơ đánh giá tháng', 5)],
        guide: 'Kết quả tháng là căn cứ của đánh giá quý.',
        out: [on('END', 'Đã lưu')],
      }),
    ],
  },
}
