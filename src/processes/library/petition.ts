import type { Template } from '../template.ts'
import { back, branch, cd, kept, late, on, reminders, signed, stop, task, wait, wd } from './parts.ts'

/** P8: letters and public opinion, from receipt to the answer and what people say to it. */
export const petition: Template = {
  schema: 'quytrinh/1',
  code: 'QT.08-DTDL',
  name: 'Giải quyết đơn thư, ý kiến dư luận xã hội',
  purpose: 'Đơn thư, ý kiến phản ánh được tiếp nhận, phân loại, giải quyết và trả lời đúng hạn.',
  scope: 'Đơn thư, ý kiến dư luận xã hội gửi đến cấp ủy và các cơ quan của cấp ủy.',
  basis: [
    '11-QĐi/TW ngày 18/02/2019 về tiếp dân, đối thoại của người đứng đầu cấp ủy',
    '215-KL/TW ngày 23/11/2025 sửa đổi 11-QĐi/TW theo mô hình hai cấp',
  ],
  clauses: ['8.2.1', '8.5.1', '9.1.2', '10.2'],
  roles: {
    tiep_nhan: { name: 'Cán bộ tiếp nhận', by: 'group', ref: 'tiep_dan', cover: 'listed' },
    tuyen_giao: {
      name: 'Ban Tuyên giáo và Dân vận',
      by: 'position',
      ref: 'truong_ban_tuyen_giao',
      cover: 'deputy',
    },
    thuong_truc: { name: 'Thường trực cấp ủy', by: 'group', ref: 'thuong_truc', cover: 'deputy' },
    chu_tri: { name: 'Cơ quan chủ trì giải quyết', by: 'unit_head', cover: 'deputy' },
    phoi_hop: { name: 'Cơ quan phối hợp', by: 'unit_head', cover: 'deputy' },
    van_thu: { name: 'Văn thư', by: 'group', ref: 'van_thu', cover: 'listed' },
  },
  fields: {
    nguon: {
      type: 'enum',
      label: 'Nguồn',
      enum: ['Tiếp dân', 'Đơn thư', 'Tổ dư luận xã hội', 'Đường dây nóng', 'Thư điện tử', 'Báo chí'],
    },
    loai: {
      type: 'enum',
      label: 'Loại',
      enum: ['Khiếu nại', 'Tố cáo', 'Kiến nghị, phản ánh', 'Dư luận xã hội'],
    },
    noi_dung: { type: 'text', label: 'Tóm tắt nội dung' },
    phan_loai_kq: { type: 'text', label: 'Kết quả phân loại, kiểm tra thẩm quyền và trùng lặp' },
    noi_chuyen: { type: 'string', label: 'Cơ quan có thẩm quyền được chuyển đơn' },
    don_vi_chu_tri: { type: 'unit', label: 'Cơ quan chủ trì' },
    ds_phoi_hop: {
      type: 'table',
      label: 'Cơ quan phối hợp',
      columns: {
        don_vi: { type: 'unit', label: 'Cơ quan' },
        viec: { type: 'string', label: 'Nội dung phối hợp' },
      },
    },
    y_kien: { type: 'text', label: 'Ý kiến phối hợp' },
    xac_minh_kq: { type: 'doc', label: 'Báo cáo xác minh và hướng giải quyết' },
    du_thao: { type: 'doc', label: 'Dự thảo văn bản trả lời, nội dung định hướng' },
    tra_loi: { type: 'doc', label: 'Văn bản trả lời' },
    muc_hai_long: {
      type: 'enum',
      label: 'Phản hồi của người gửi',
      enum: ['Đồng tình', 'Chưa đồng tình', 'Không phản hồi'],
    },
    bai_hoc: { type: 'text', label: 'Nguyên nhân, việc phải khắc phục để không lặp lại' },
  },
  limit: { ...wd(55), pause: ['cho_bo_sung'] },
  main: {
    start: 'nhan_don',
    steps: [
      task('nhan_don', 'Tiếp nhận, cấp mã vụ việc', 'tiep_nhan', wd(1), {
        form: { req: ['nguon', 'loai', 'noi_dung'] },
        records: [kept('Phiếu tiếp nhận', 10, 'BM.08-01')],
        guide: 'Ghi đúng lời người gửi; tên người tố cáo được che mặc định. Báo mã vụ việc cho người gửi.',
        alerts: reminders('tuyen_giao'),
        out: [on('phan_loai', 'Chuyển phân loại')],
      }),
      task('phan_loai', 'Phân loại, kiểm tra thẩm quyền, trùng lặp', 'tuyen_giao', wd(2), {
        form: { req: ['phan_loai_kq'], rw: ['loai'], ro: ['noi_dung'] },
        records: [kept('Phiếu phân loại', 10, 'BM.08-02')],
        guide: 'Đối chiếu vụ việc đang giải quyết; đơn nặc danh không có căn cứ thì lưu, nêu lý do.',
        out: [
          on('giao_chu_tri', 'Thuộc thẩm quyền', { id: 'thu_ly' }),
          on('chuyen_don', 'Không thuộc thẩm quyền', { id: 'chuyen_don' }),
          stop('Trùng hoặc không đủ điều kiện, lưu đơn', 'dong', 'luu_don'),
          back('nhan_don', 'Bổ sung thông tin tiếp nhận'),
        ],
      }),
      task('chuyen_don', 'Chuyển đơn, báo người gửi', 'tiep_nhan', wd(2), {
        form: { req: ['noi_chuyen'] },
        records: [kept('Phiếu chuyển đơn', 10, 'BM.08-03')],
        guide: 'Chuyển đúng cơ quan có thẩm quyền và báo cho người gửi biết.',
        out: [on('dong', 'Đã chuyển')],
      }),
      task('giao_chu_tri', 'Giao cơ quan chủ trì, thời hạn', 'thuong_truc', wd(2), {
        form: { req: ['don_vi_chu_tri', 'ds_phoi_hop'], ro: ['phan_loai_kq', 'noi_dung'] },
        records: [kept('Phiếu giao việc', 10, 'BM.08-04')],
        guide: 'Một cơ quan chủ trì; không giao cho cơ quan, người bị phản ánh.',
        alerts: reminders('tuyen_giao'),
        out: [on('giai_quyet', 'Giao giải quyết'), back('phan_loai', 'Phân loại lại')],
      }),
      {
        id: 'giai_quyet',
        kind: 'parallel',
        name: 'Xác minh và lấy ý kiến phối hợp',
        join: { mode: 'all' },
        branches: [
          branch('nhanh_xac_minh', [
            task(
              'xac_minh',
              'Xác minh, đề xuất hướng giải quyết',
              'chu_tri',
              { ...cd(30), pause: ['cho_bo_sung'] },
              {
                form: { req: ['xac_minh_kq'], ro: ['noi_dung', 'phan_loai_kq'] },
                records: [kept('Báo cáo xác minh', 10, 'BM.08-05')],
                guide:
                  'Đơn giản 10 ngày, phức tạp 30 ngày; khiếu nại, tố cáo theo thời hạn của Đảng ở từng cấp.',
                alerts: reminders('thuong_truc'),
                out: [
                  on('END', 'Đã có kết quả'),
                  {
                    id: 'bo_sung',
                    label: 'Đề nghị người gửi bổ sung',
                    to: 'cho_bo_sung',
                    needs: ['reason'],
                  },
                  back('giao_chu_tri', 'Không thuộc chức năng, giao lại'),
                ],
              },
            ),
            wait(
              'cho_bo_sung',
              'Chờ người gửi bổ sung',
              cd(10),
              'Thời gian chờ không tính vào hạn giải quyết.',
              [
                { id: 'da_co', label: 'Đã bổ sung', to: 'xac_minh', clock: 'resume' },
                {
                  id: 'het_han',
                  label: 'Không bổ sung',
                  to: 'xac_minh',
                  kind: 'timeout',
                  clock: 'resume',
                },
              ],
            ),
          ]),
          branch('nhanh_y_kien', [
            {
              id: 'lay_y_kien',
              kind: 'each',
              name: 'Lấy ý kiến cơ quan phối hợp',
              over: 'ds_phoi_hop',
              join: { mode: 'all' },
              limit: wd(10),
              region: {
                start: 'cho_y_kien',
                steps: [
                  task('cho_y_kien', 'Cho ý kiến', 'phoi_hop', wd(7), {
                    form: { req: ['y_kien'] },
                    guide: 'Trả lời đúng nội dung được hỏi, kèm tài liệu.',
                    alerts: reminders('chu_tri'),
                    out: [on('END', 'Gửi ý kiến')],
                  }),
                ],
              },
              out: [on('END', 'Đủ ý kiến'), late('END', 'Hết hạn lấy ý kiến')],
            },
          ]),
        ],
        out: [on('du_thao_tl', 'Đủ căn cứ giải quyết')],
      },
      task('du_thao_tl', 'Dự thảo trả lời', 'chu_tri', wd(3), {
        form: { req: ['du_thao'], ro: ['xac_minh_kq', 'y_kien'] },
        guide: 'Trả lời từng nội dung, nêu căn cứ và việc sẽ làm; dư luận thì nêu nội dung định hướng.',
        alerts: reminders('thuong_truc'),
        out: [on('duyet', 'Trình duyệt')],
      }),
      task('duyet', 'Duyệt, ký trả lời', 'thuong_truc', wd(2), {
        form: { req: ['tra_loi'], ro: ['du_thao', 'xac_minh_kq'] },
        records: [kept('Văn bản trả lời', 10)],
        guide: 'Chỉ ký khi kết quả xác minh trả lời được mọi nội dung đơn.',
        out: [
          signed('gui', 'Ký trả lời'),
          back('giai_quyet', 'Xác minh lại'),
          back('du_thao_tl', 'Sửa dự thảo', 'sua'),
        ],
      }),
      task('gui', 'Gửi trả lời, công khai định hướng', 'van_thu', wd(1), {
        form: { ro: ['tra_loi'] },
        records: [kept('Sổ đăng ký văn bản đi', 20)],
        guide: 'Gửi người gửi đơn trong ngày; nội dung định hướng dư luận công khai theo quy định.',
        out: [on('cho_phan_hoi', 'Đã trả lời')],
      }),
      wait(
        'cho_phan_hoi',
        'Chờ phản hồi của người gửi',
        cd(10),
        'Hỏi mức hài lòng; quá hạn coi như không phản hồi.',
        [
          on('dong', 'Đồng tình', { id: 'dong_tinh' }),
          {
            id: 'mo_lai',
            label: 'Chưa đồng tình, có tình tiết mới',
            to: 'giao_chu_tri',
            kind: 'return',
            needs: ['reason'],
            clock: 'restart',
          },
          late('dong', 'Không phản hồi'),
        ],
      ),
      task('dong', 'Đóng vụ việc, thống kê', 'tiep_nhan', wd(1), {
        form: { req: ['muc_hai_long'], rw: ['bai_hoc'] },
        records: [kept('Hồ sơ vụ việc', 10), kept('Báo cáo thống kê tháng', 10, 'BM.08-06')],
        guide: 'Ghi mức hài lòng, nguyên nhân; đưa vào tỷ lệ giải quyết hằng tháng.',
        out: [on('END', 'Đóng hồ sơ')],
      }),
    ],
  },
}
