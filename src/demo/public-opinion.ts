import { back, kept, on, signed, stop, task, wd, wh } from '../processes/library/parts.ts'
import type { Template } from '../processes/template.ts'

/**
 * How what people say is taken up and answered: one of the processes of a district that counted 493 of 502 matters as
 * settled (Long Biên, 2015-2020).
 */
export const publicOpinion: Template = {
  schema: 'quytrinh/1',
  code: 'QT.12-DLXH',
  name: 'Tiếp nhận và giải quyết nội dung dư luận xã hội phản ánh',
  purpose:
    'Mọi nội dung dư luận phản ánh được tiếp nhận, giao rõ người xử lý, trả lời đúng hạn và lưu được kết quả.',
  scope: 'Văn phòng, các cơ quan tham mưu, giúp việc và các địa phương được giao xử lý nội dung phản ánh.',
  terms:
    'DLXH: dư luận xã hội; nội dung phản ánh: điều người dân, đảng viên nêu qua tổ DLXH, giao ban hoặc đơn thư.',
  basis: ['Chương trình về đổi mới phương thức lãnh đạo của các cấp ủy đảng'],
  clauses: ['8.2', '8.5.1', '9.1.2'],
  roles: {
    van_thu: { name: 'Văn thư', by: 'group', ref: 'van_thu', cover: 'listed' },
    chanh_vp: { name: 'Chánh Văn phòng', by: 'group', ref: 'chanh_van_phong', cover: 'deputy' },
    xu_ly: { name: 'Chuyên viên xử lý', by: 'pick', cover: 'listed', not_same_as: ['thuong_truc'] },
    thuong_truc: { name: 'Thường trực', by: 'group', ref: 'thuong_truc', cover: 'deputy' },
  },
  fields: {
    noi_dung: { type: 'text', label: 'Nội dung phản ánh' },
    nguon: { type: 'enum', label: 'Nguồn', enum: ['Giao ban', 'Tiếp xúc', 'Báo chí', 'Đơn thư'] },
    tra_loi: { type: 'text', label: 'Kết quả xác minh và dự thảo trả lời' },
    so_tra_loi: { type: 'string', label: 'Số, ký hiệu văn bản trả lời' },
  },
  limit: wd(10),
  main: {
    start: 'tiep_nhan',
    steps: [
      task('tiep_nhan', 'Tiếp nhận, vào sổ theo dõi', 'van_thu', wh(4), {
        form: { req: ['noi_dung', 'nguon'] },
        records: [kept('Sổ theo dõi dư luận xã hội', 5, 'BM.12-01')],
        guide: 'Ghi đủ nội dung và nguồn ngay trong buổi; không ghi tên người phản ánh.',
        out: [on('phan_cong', 'Chuyển phân công')],
      }),
      task('phan_cong', 'Phân công xử lý', 'chanh_vp', wd(1), {
        form: { ro: ['noi_dung'] },
        adapt: ['before'],
        guide: 'Giao một người chịu trách nhiệm; việc không thuộc thẩm quyền thì nêu rõ nơi giải quyết.',
        out: [on('xac_minh', 'Giao xử lý'), stop('Không thuộc thẩm quyền')],
      }),
      task('xac_minh', 'Xác minh, dự thảo trả lời', 'xu_ly', wd(5), {
        form: { req: ['tra_loi'], ro: ['noi_dung', 'nguon'] },
        records: [kept('Phiếu xác minh', 5, 'BM.12-02')],
        adapt: ['after'],
        guide: 'Làm việc với địa phương, đơn vị; trả lời đúng nội dung được phản ánh.',
        out: [on('duyet', 'Trình duyệt')],
      }),
      task('duyet', 'Duyệt trả lời', 'thuong_truc', wd(1), {
        form: { ro: ['noi_dung', 'tra_loi'] },
        adapt: ['lock'],
        guide: 'Chỉ duyệt khi đã rõ việc, rõ trách nhiệm, rõ thời hạn khắc phục.',
        out: [signed('tra_loi_buoc', 'Duyệt'), back('xac_minh', 'Trả làm lại')],
      }),
      task('tra_loi_buoc', 'Phát hành trả lời, lưu hồ sơ', 'van_thu', wh(4), {
        form: { req: ['so_tra_loi'] },
        records: [kept('Văn bản trả lời', 10, 'BM.12-03')],
        guide: 'Phát hành trong ngày; báo lại nguồn phản ánh.',
        out: [on('END', 'Đã trả lời')],
      }),
    ],
  },
}
