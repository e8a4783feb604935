import type { Template } from '../template.ts'
import { back, branch, cd, decide, kept, late, on, reminders, signed, stop, task, wait, wd } from './parts.ts'

/** P2: a resolution of the committee, from the proposal to the plan that carries it out. */
export const resolution: Template = {
  schema: 'quytrinh/1',
  code: 'QT.02-NQBCH',
  name: 'Xây dựng, ban hành nghị quyết của Ban Chấp hành',
  purpose: 'Nghị quyết được xây dựng từ thực tiễn, lấy ý kiến đầy đủ, ban hành đúng thẩm quyền và thể thức.',
  scope: 'Nghị quyết của Ban Chấp hành.',
  basis: [
    '399-QĐ/TW ngày 09/01/2026 về thể loại, thẩm quyền ban hành văn bản của Đảng',
    '05-HD/VPTW ngày 27/5/2026 về thể thức, kỹ thuật trình bày văn bản của Đảng',
  ],
  clauses: ['7.5', '8.1', '8.3'],
  roles: {
    tham_muu: { name: 'Cơ quan tham mưu', by: 'unit_head', cover: 'deputy' },
    chu_tri: { name: 'Ban chủ trì soạn thảo', by: 'pick', cover: 'listed' },
    gop_y: { name: 'Đơn vị góp ý', by: 'unit_head', cover: 'deputy' },
    chanh_vp: {
      name: 'Chánh Văn phòng',
      by: 'position',
      ref: 'chanh_van_phong',
      cover: 'deputy',
      not_same_as: ['chu_tri'],
    },
    van_thu: { name: 'Văn thư', by: 'group', ref: 'van_thu', cover: 'listed' },
    btv: { name: 'Ban Thường vụ', by: 'group', ref: 'ban_thuong_vu', cover: 'listed' },
    bi_thu: { name: 'Bí thư cấp ủy', by: 'position', ref: 'bi_thu', cover: 'deputy' },
    tuyen_giao: {
      name: 'Ban Tuyên giáo và Dân vận',
      by: 'position',
      ref: 'truong_ban_tuyen_giao',
      cover: 'deputy',
    },
  },
  fields: {
    ten_nq: { type: 'string', label: 'Tên nghị quyết', maxLength: 300 },
    su_can_thiet: { type: 'text', label: 'Sự cần thiết, căn cứ và kết quả rà soát chồng chéo' },
    kl_chuong_trinh: { type: 'text', label: 'Kết luận về việc đưa vào chương trình công tác' },
    de_cuong: { type: 'doc', label: 'Quyết định tổ biên tập và đề cương' },
    du_thao: { type: 'doc', label: 'Dự thảo nghị quyết và tờ trình' },
    ds_gop_y: {
      type: 'table',
      label: 'Đơn vị được lấy ý kiến',
      columns: { don_vi: { type: 'unit', label: 'Đơn vị' } },
    },
    y_kien: { type: 'text', label: 'Ý kiến góp ý' },
    tiep_thu: { type: 'doc', label: 'Bảng tổng hợp tiếp thu, giải trình' },
    y_kien_the_thuc: { type: 'text', label: 'Ý kiến thẩm định thể thức, thẩm quyền' },
    y_kien_noi_dung: { type: 'text', label: 'Ý kiến thẩm định nội dung, tính thống nhất' },
    kl_btv: { type: 'doc', label: 'Thông báo kết luận của Ban Thường vụ' },
    giay_moi: { type: 'doc', label: 'Giấy mời và danh mục tài liệu đã gửi' },
    so_co_mat: { type: 'integer', label: 'Số cấp ủy viên có mặt', min: 0 },
    so_dong_y: { type: 'integer', label: 'Số phiếu đồng ý', min: 0 },
    bieu_quyet: {
      type: 'enum',
      label: 'Kết quả biểu quyết',
      enum: ['Thông qua', 'Thông qua, có chỉnh sửa', 'Chưa thông qua'],
    },
    ban_hanh: { type: 'doc', label: 'Nghị quyết trình ký' },
    so_nq: { type: 'string', label: 'Số, ký hiệu nghị quyết' },
    ke_hoach: { type: 'doc', label: 'Kế hoạch thực hiện và bảng phân công' },
    quan_triet: { type: 'text', label: 'Hình thức, thời gian, số người được quán triệt' },
  },
  limit: wd(140),
  main: {
    start: 'de_xuat',
    steps: [
      task('de_xuat', 'Đề xuất đưa vào chương trình công tác', 'tham_muu', wd(5), {
        form: { req: ['ten_nq', 'su_can_thiet'] },
        records: [kept('Phiếu đề xuất xây dựng nghị quyết', 'permanent', 'BM.02-01')],
        guide:
          'Nêu sự cần thiết, phạm vi, mục tiêu đo được; rà soát nghị quyết còn hiệu lực để tránh chồng chéo.',
        out: [on('xet_chuong_trinh', 'Trình Ban Thường vụ')],
      }),
      task('xet_chuong_trinh', 'Xem xét đưa vào chương trình', 'btv', wd(10), {
        form: { req: ['kl_chuong_trinh'], ro: ['ten_nq', 'su_can_thiet'] },
        records: [kept('Kết luận của Ban Thường vụ về chương trình công tác', 'permanent')],
        guide: 'Kết luận: đưa vào chương trình năm hoặc quý, giao ban chủ trì và thời hạn.',
        alerts: reminders('chanh_vp'),
        out: [
          on('de_cuong', 'Đưa vào chương trình'),
          back('de_xuat', 'Bổ sung đề xuất'),
          stop('Không đưa vào chương trình'),
        ],
      }),
      task('de_cuong', 'Lập tổ biên tập, xây dựng đề cương', 'chu_tri', wd(5), {
        form: { req: ['de_cuong'], ro: ['kl_chuong_trinh'] },
        records: [kept('Quyết định thành lập tổ biên tập, đề cương', 'permanent')],
        guide: 'Tổ biên tập có đại diện cơ quan liên quan; đề cương nêu khảo sát cần làm và số liệu cần có.',
        out: [on('soan_thao', 'Đề cương đã thống nhất')],
      }),
      task('soan_thao', 'Khảo sát, soạn thảo dự thảo', 'chu_tri', cd(30), {
        form: { req: ['du_thao', 'ds_gop_y'], ro: ['de_cuong'] },
        records: [kept('Dự thảo nghị quyết và tờ trình', 'permanent')],
        guide:
          'Chỉ tiêu phải có số, thời hạn và người chịu trách nhiệm. Lập danh sách lấy ý kiến: cấp dưới, chính quyền, Mặt trận.',
        alerts: reminders('chanh_vp'),
        out: [on('lay_y_kien', 'Gửi lấy ý kiến')],
      }),
      {
        id: 'lay_y_kien',
        kind: 'each',
        name: 'Lấy ý kiến các đơn vị',
        over: 'ds_gop_y',
        join: { mode: 'all' },
        limit: wd(12),
        region: {
          start: 'cho_y_kien',
          steps: [
            task('cho_y_kien', 'Góp ý dự thảo', 'gop_y', wd(10), {
              form: { req: ['y_kien'], ro: ['du_thao'] },
              records: [kept('Phiếu góp ý', 20, 'BM.02-02')],
              guide: 'Góp ý vào từng mục, nêu câu chữ đề nghị sửa; thống nhất toàn bộ cũng phải trả lời.',
              alerts: reminders('chu_tri'),
              out: [on('END', 'Gửi ý kiến')],
            }),
          ],
        },
        out: [on('tong_hop', 'Đã đủ ý kiến'), late('tong_hop', 'Hết hạn lấy ý kiến')],
      },
      task('tong_hop', 'Tổng hợp, tiếp thu, giải trình', 'chu_tri', wd(5), {
        form: { req: ['tiep_thu'], rw: ['du_thao'], ro: ['y_kien'] },
        records: [kept('Bảng tổng hợp tiếp thu, giải trình', 'permanent', 'BM.02-03')],
        guide: 'Mỗi ý kiến một dòng: tiếp thu thế nào hoặc vì sao không tiếp thu.',
        out: [on('tham_dinh', 'Trình thẩm định')],
      }),
      {
        id: 'tham_dinh',
        kind: 'parallel',
        name: 'Thẩm định dự thảo',
        join: { mode: 'all' },
        branches: [
          branch('nhanh_the_thuc', [
            task('the_thuc', 'Thẩm định thể thức, thẩm quyền', 'chanh_vp', wd(3), {
              form: { req: ['y_kien_the_thuc'], ro: ['du_thao'] },
              records: [kept('Báo cáo thẩm định thể thức', 'permanent', 'BM.02-04')],
              guide: 'Kiểm tra thẩm quyền ban hành, thể thức, viện dẫn và ngôn ngữ văn bản.',
              out: [on('END', 'Đạt yêu cầu'), back('tong_hop', 'Trả lại để hoàn thiện')],
            }),
          ]),
          branch('nhanh_noi_dung', [
            task('noi_dung', 'Thẩm định nội dung, tính thống nhất', 'tham_muu', wd(5), {
              form: { req: ['y_kien_noi_dung'], ro: ['du_thao', 'tiep_thu'] },
              records: [kept('Báo cáo thẩm định nội dung', 'permanent', 'BM.02-04')],
              guide: 'Đối chiếu với nghị quyết cấp trên, nguồn lực và chỉ tiêu; nêu rõ điểm phải sửa.',
              out: [on('END', 'Đạt yêu cầu'), back('tong_hop', 'Trả lại để hoàn thiện')],
            }),
          ]),
        ],
        out: [on('btv_cho_y_kien', 'Trình Ban Thường vụ')],
      },
      task('btv_cho_y_kien', 'Ban Thường vụ cho ý kiến', 'btv', wd(5), {
        form: { req: ['kl_btv'], ro: ['du_thao', 'tiep_thu', 'y_kien_the_thuc', 'y_kien_noi_dung'] },
        records: [kept('Thông báo kết luận của Ban Thường vụ', 'permanent')],
        guide: 'Kết luận rõ: trình Ban Chấp hành, hoàn thiện thêm, hoặc dừng.',
        out: [
          on('gui_tai_lieu', 'Trình Ban Chấp hành'),
          back('tong_hop', 'Hoàn thiện thêm'),
          stop('Dừng xây dựng'),
        ],
      }),
      task('gui_tai_lieu', 'Gửi giấy mời, tài liệu hội nghị', 'van_thu', wd(1), {
        form: { req: ['giay_moi'] },
        records: [kept('Giấy mời, xác nhận đã nhận tài liệu', 5)],
        guide:
          'Gửi ít nhất 5 ngày trước hội nghị (theo quy chế làm việc); theo dõi xác nhận đã nhận của từng cấp ủy viên.',
        out: [on('cho_hoi_nghi', 'Đã gửi tài liệu')],
      }),
      wait('cho_hoi_nghi', 'Chờ hội nghị Ban Chấp hành', cd(15), 'Đến ngày họp thì mở bước hội nghị.', [
        on('hoi_nghi', 'Hội nghị họp'),
      ]),
      task('hoi_nghi', 'Hội nghị thảo luận, biểu quyết', 'chanh_vp', wd(1), {
        form: { req: ['so_co_mat', 'so_dong_y', 'bieu_quyet'], ro: ['du_thao'] },
        records: [kept('Biên bản hội nghị, biên bản kiểm phiếu', 'permanent', 'BM.02-05')],
        guide:
          'Thông qua khi trên một nửa số cấp ủy viên đồng ý; ghi đúng số có mặt, số phiếu và ý kiến phải chỉnh sửa.',
        out: [on('xet_bieu_quyet', 'Ghi kết quả biểu quyết')],
      }),
      decide('xet_bieu_quyet', 'Xét kết quả biểu quyết', [
        {
          id: 'chua',
          label: 'Chưa thông qua',
          to: 'tong_hop',
          kind: 'return',
          when: { f: 'bieu_quyet', is: 'eq', v: 'Chưa thông qua' },
          clock: 'restart',
        },
        { id: 'thong_qua', label: 'Thông qua', to: 'hoan_thien' },
      ]),
      task('hoan_thien', 'Hoàn thiện nghị quyết trình ký', 'chu_tri', wd(3), {
        form: { req: ['ban_hanh'], ro: ['bieu_quyet'] },
        records: [kept('Bản trình ký', 'permanent')],
        guide: 'Sửa đúng những điểm hội nghị đã kết luận; không thêm nội dung mới.',
        out: [on('ky', 'Trình ký')],
      }),
      task('ky', 'Ký nghị quyết', 'bi_thu', wd(2), {
        form: { ro: ['ban_hanh'] },
        records: [kept('Nghị quyết đã ký', 'permanent')],
        guide: 'Ký thay mặt (T/M) Ban Chấp hành.',
        alerts: reminders('chanh_vp'),
        out: [signed('phat_hanh', 'Ký'), back('hoan_thien', 'Trả lại để sửa')],
      }),
      task('phat_hanh', 'Cấp số, phát hành', 'van_thu', wd(1), {
        form: { req: ['so_nq'] },
        records: [kept('Sổ đăng ký văn bản đi', 'permanent')],
        guide: 'Lấy số theo nhiệm kỳ; phát hành trong ngày ký hoặc ngày làm việc tiếp theo.',
        out: [on('thuc_hien', 'Đã phát hành')],
      }),
      {
        id: 'thuc_hien',
        kind: 'parallel',
        name: 'Triển khai thực hiện',
        join: { mode: 'all' },
        branches: [
          branch('nhanh_ke_hoach', [
            task('lap_ke_hoach', 'Lập kế hoạch, giao chỉ tiêu, nhiệm vụ', 'chu_tri', cd(30), {
              form: { req: ['ke_hoach'] },
              records: [kept('Kế hoạch thực hiện, bảng phân công', 'permanent', 'BM.02-06')],
              guide:
                'Mỗi chỉ tiêu thành việc, người, hạn; sơ kết, tổng kết mở thành hồ sơ riêng theo kế hoạch.',
              alerts: reminders('btv'),
              out: [on('END', 'Đã giao nhiệm vụ')],
            }),
          ]),
          branch('nhanh_quan_triet', [
            task('quan_triet_nq', 'Tổ chức học tập, quán triệt', 'tuyen_giao', cd(30), {
              form: { req: ['quan_triet'] },
              records: [kept('Báo cáo kết quả quán triệt', 10)],
              guide: 'Quán triệt tới cấp ủy trực thuộc và chi bộ; báo cáo số người tham dự.',
              alerts: reminders('btv'),
              out: [on('END', 'Đã quán triệt')],
            }),
          ]),
        ],
        out: [on('END', 'Hoàn thành ban hành')],
      },
    ],
  },
}
