import type { Template } from '../template.ts'
import { back, branch, cd, kept, late, on, reminders, task, wait, wd, wh } from './parts.ts'

/** P1: an incoming document from the clerk's desk to the closed file. */
export const incoming: Template = {
  schema: 'quytrinh/1',
  code: 'QT.01-VBDEN',
  name: 'Tiếp nhận và xử lý văn bản đến',
  purpose: 'Văn bản đến được tiếp nhận đủ, vào sổ ngay, đến đúng người và có kết quả đúng hạn.',
  scope: 'Mọi văn bản đến của cấp ủy và văn phòng, trừ văn bản có nội dung bí mật nhà nước.',
  basis: [
    '693-QĐ/VPTW ngày 15/12/2021 về công tác văn thư của Đảng',
    '14-HD/VPTW năm 2022 hướng dẫn công tác văn thư của Đảng',
  ],
  clauses: ['7.5.3', '8.2', '8.5.1'],
  roles: {
    van_thu: { name: 'Văn thư', by: 'group', ref: 'van_thu', cover: 'listed' },
    chanh_vp: { name: 'Chánh Văn phòng', by: 'position', ref: 'chanh_van_phong', cover: 'deputy' },
    thuong_truc: { name: 'Thường trực cấp ủy', by: 'group', ref: 'thuong_truc', cover: 'deputy' },
    truong_dv: { name: 'Trưởng đơn vị chủ trì', by: 'unit_head', cover: 'deputy' },
    chuyen_vien: { name: 'Chuyên viên xử lý', by: 'pick', cover: 'listed', not_same_as: ['truong_dv'] },
    phoi_hop: { name: 'Đơn vị phối hợp', by: 'unit_head', cover: 'deputy' },
  },
  fields: {
    so_den: { type: 'string', label: 'Số đến', maxLength: 20 },
    ngay_den: { type: 'date', label: 'Ngày đến' },
    trich_yeu: { type: 'text', label: 'Tác giả, số, ký hiệu và trích yếu' },
    do_khan: {
      type: 'enum',
      label: 'Độ khẩn',
      enum: ['Thường', 'Khẩn', 'Thượng khẩn', 'Hỏa tốc', 'Hỏa tốc hẹn giờ'],
    },
    chu_tri: { type: 'unit', label: 'Đơn vị chủ trì' },
    ds_phoi_hop: {
      type: 'table',
      label: 'Đơn vị phối hợp',
      columns: {
        don_vi: { type: 'unit', label: 'Đơn vị' },
        noi_dung: { type: 'string', label: 'Nội dung phối hợp' },
      },
    },
    han_xu_ly: { type: 'date', label: 'Hạn xử lý' },
    y_kien_chi_dao: { type: 'text', label: 'Ý kiến chỉ đạo' },
    nguoi_xu_ly: { type: 'person', label: 'Người xử lý' },
    y_kien_phoi_hop: { type: 'text', label: 'Ý kiến phối hợp' },
    ly_do_gia_han: { type: 'text', label: 'Lý do và thời gian đề nghị gia hạn' },
    du_thao: { type: 'doc', label: 'Phiếu trình và dự thảo văn bản trả lời' },
    so_tra_loi: { type: 'string', label: 'Số, ký hiệu văn bản trả lời' },
    ket_qua: { type: 'text', label: 'Kết quả giải quyết' },
  },
  limit: { ...wd(15), pause: ['cho_bo_sung'] },
  main: {
    start: 'tiep_nhan',
    steps: [
      task('tiep_nhan', 'Tiếp nhận, kiểm tra, vào sổ, số hóa', 'van_thu', wd(1), {
        form: { req: ['so_den', 'ngay_den', 'trich_yeu', 'do_khan'] },
        records: [kept('Sổ đăng ký văn bản đến', 20, 'BM.01-01')],
        guide:
          'Kiểm tra nơi nhận, chữ ký số, sự toàn vẹn và trùng lặp; vào sổ ngay trong ngày, văn bản khẩn vào sổ và trình ngay. Không đưa văn bản mật lên hệ thống này.',
        alerts: reminders('chanh_vp'),
        out: [
          on('de_xuat', 'Chuyển đề xuất xử lý'),
          {
            id: 'tu_choi',
            label: 'Trả lại nơi gửi',
            to: 'END',
            kind: 'reject',
            needs: ['reason_code', 'reason'],
          },
        ],
      }),
      task('de_xuat', 'Đề xuất phân phối, xử lý', 'chanh_vp', wh(4), {
        form: { req: ['chu_tri', 'ds_phoi_hop', 'han_xu_ly'], ro: ['trich_yeu', 'do_khan'] },
        records: [kept('Phiếu xử lý văn bản đến', 10, 'BM.01-02')],
        guide:
          'Đề xuất đúng một đơn vị chủ trì, các đơn vị phối hợp và hạn xử lý. Việc thường xuyên đã có quy định thì phân công ngay, không trình.',
        alerts: reminders('thuong_truc'),
        out: [
          on('but_phe', 'Trình xin ý kiến chỉ đạo', { id: 'trinh' }),
          on('giao_viec', 'Phân công theo quy định', { id: 'phan_cong' }),
          back('tiep_nhan', 'Trả lại văn thư'),
        ],
      }),
      task('but_phe', 'Cho ý kiến chỉ đạo', 'thuong_truc', wd(1), {
        form: { req: ['y_kien_chi_dao'], rw: ['chu_tri', 'ds_phoi_hop', 'han_xu_ly'], ro: ['trich_yeu'] },
        records: [kept('Phiếu xử lý văn bản đến có ý kiến chỉ đạo', 10, 'BM.01-02')],
        guide:
          'Ghi rõ chủ trì, phối hợp, để biết và hạn xử lý. Ý kiến ghi vào phiếu xử lý, không ghi lên văn bản.',
        out: [on('giao_viec', 'Chuyển đơn vị chủ trì'), back('de_xuat', 'Đề xuất lại')],
      }),
      task('giao_viec', 'Giao người xử lý', 'truong_dv', wh(4), {
        form: { req: ['nguoi_xu_ly'], ro: ['y_kien_chi_dao', 'han_xu_ly'] },
        guide:
          'Giao một người chịu trách nhiệm. Việc không thuộc chức năng thì xin chuyển ngay, nêu rõ đơn vị đúng.',
        alerts: reminders('chanh_vp'),
        out: [on('xu_ly', 'Giao xử lý'), back('de_xuat', 'Không đúng chức năng, xin chuyển')],
      }),
      {
        id: 'xu_ly',
        kind: 'parallel',
        name: 'Tham mưu xử lý và lấy ý kiến phối hợp',
        join: { mode: 'all' },
        branches: [
          branch('nhanh_chu_tri', [
            task(
              'tham_muu',
              'Tham mưu, dự thảo văn bản trả lời',
              'chuyen_vien',
              { ...cd(10), pause: ['cho_bo_sung'] },
              {
                form: { req: ['du_thao'], ro: ['y_kien_chi_dao', 'han_xu_ly'] },
                records: [kept('Phiếu trình và dự thảo', 10, 'BM.01-03')],
                guide:
                  'Làm đúng ý kiến chỉ đạo và hạn xử lý; sản phẩm là văn bản trả lời, báo cáo hoặc ghi chú kết quả.',
                alerts: reminders('truong_dv'),
                out: [
                  on('END', 'Xong phần chủ trì'),
                  {
                    id: 'bo_sung',
                    label: 'Đề nghị nơi gửi bổ sung',
                    to: 'cho_bo_sung',
                    needs: ['reason'],
                  },
                  { id: 'gia_han', label: 'Xin gia hạn', to: 'duyet_gia_han', needs: ['reason'] },
                  back('de_xuat', 'Không thuộc thẩm quyền, phân công lại'),
                ],
              },
            ),
            wait(
              'cho_bo_sung',
              'Chờ nơi gửi bổ sung',
              wd(5),
              'Thời gian chờ không tính vào hạn của chuyên viên.',
              [
                { id: 'da_co', label: 'Đã bổ sung', to: 'tham_muu', clock: 'resume' },
                {
                  id: 'het_han',
                  label: 'Không bổ sung đúng hạn',
                  to: 'tham_muu',
                  kind: 'timeout',
                  clock: 'resume',
                },
              ],
            ),
            task('duyet_gia_han', 'Duyệt đề nghị gia hạn', 'thuong_truc', wh(4), {
              form: { req: ['ly_do_gia_han'], rw: ['han_xu_ly'] },
              guide: 'Hạn ban đầu giữ nguyên trong hồ sơ; hạn mới chỉ có giá trị khi được duyệt tại đây.',
              out: [
                { id: 'dong_y', label: 'Đồng ý gia hạn', to: 'tham_muu', clock: 'restart' },
                { id: 'khong', label: 'Giữ nguyên hạn', to: 'tham_muu', clock: 'resume' },
              ],
            }),
          ]),
          branch('nhanh_phoi_hop', [
            {
              id: 'lay_phoi_hop',
              kind: 'each',
              name: 'Lấy ý kiến các đơn vị phối hợp',
              over: 'ds_phoi_hop',
              join: { mode: 'all' },
              limit: wd(5),
              region: {
                start: 'cho_y_kien',
                steps: [
                  task('cho_y_kien', 'Cho ý kiến phối hợp', 'phoi_hop', wd(4), {
                    form: { req: ['y_kien_phoi_hop'] },
                    guide: 'Trả lời đúng phần việc được giao phối hợp; quá hạn coi như thống nhất.',
                    alerts: reminders('truong_dv'),
                    out: [on('END', 'Gửi ý kiến')],
                  }),
                ],
              },
              out: [on('END', 'Đủ ý kiến'), late('END', 'Hết hạn, coi như thống nhất')],
            },
          ]),
        ],
        out: [on('duyet', 'Trình duyệt kết quả')],
      },
      task('duyet', 'Duyệt kết quả xử lý', 'truong_dv', wd(1), {
        form: { req: ['ket_qua'], ro: ['du_thao', 'y_kien_phoi_hop'] },
        guide: 'Đối chiếu với ý kiến chỉ đạo và ý kiến phối hợp; chỉ duyệt khi có sản phẩm.',
        alerts: reminders('chanh_vp'),
        out: [
          { id: 'phat_hanh', label: 'Ký, phát hành trả lời', to: 'phat_hanh', needs: ['signature'] },
          on('dong_ho_so', 'Không phải trả lời', { id: 'ket_thuc' }),
          back('xu_ly', 'Trả làm lại'),
        ],
      }),
      task('phat_hanh', 'Cấp số, phát hành văn bản trả lời', 'van_thu', wh(4), {
        form: { req: ['so_tra_loi'] },
        records: [kept('Văn bản trả lời', 10), kept('Sổ đăng ký văn bản đi', 20, 'BM.01-04')],
        guide: 'Cấp số sau khi ký; phát hành trong ngày ký hoặc ngày làm việc tiếp theo.',
        out: [on('dong_ho_so', 'Đã phát hành')],
      }),
      task('dong_ho_so', 'Lập, đóng hồ sơ và báo hoàn thành', 'chuyen_vien', wh(4), {
        form: { ro: ['ket_qua', 'so_tra_loi'] },
        records: [kept('Hồ sơ công việc', 10)],
        guide:
          'Xếp đủ văn bản đến, phiếu xử lý, dự thảo, trả lời; báo trạng thái hoàn thành (06) cho nơi gửi.',
        out: [on('END', 'Đóng hồ sơ')],
      }),
    ],
  },
}
