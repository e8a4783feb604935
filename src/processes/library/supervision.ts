import type { Template } from '../template.ts'
import { back, cd, kept, late, on, reminders, signed, stop, task, wait, wd } from './parts.ts'

/** P4: supervision of a theme in several organisations at once. */
export const supervision: Template = {
  schema: 'quytrinh/1',
  code: 'QT.04-GSCD',
  name: 'Giám sát chuyên đề',
  purpose: 'Việc giám sát có kế hoạch, có kết luận và được theo dõi việc khắc phục.',
  scope: 'Các cuộc giám sát chuyên đề theo chương trình của cấp ủy.',
  basis: ['296-QĐ/TW ngày 30/5/2025 về công tác kiểm tra, giám sát và kỷ luật của Đảng'],
  clauses: ['8.5.1', '9.1.1', '9.1.3'],
  roles: {
    chuyen_vien: { name: 'Cán bộ tham mưu giám sát', by: 'pick', cover: 'listed' },
    chu_the: {
      name: 'Ban Thường vụ, Ủy ban Kiểm tra',
      by: 'group',
      ref: 'chu_the_giam_sat',
      cover: 'listed',
    },
    nguoi_ky: {
      name: 'Người ký quyết định giám sát',
      by: 'position',
      ref: 'chu_nhiem_ubkt',
      cover: 'deputy',
    },
    truong_doan: { name: 'Trưởng đoàn giám sát', by: 'pick', cover: 'listed', not_same_as: ['doi_tuong'] },
    doi_tuong: { name: 'Tổ chức đảng được giám sát', by: 'unit_head', cover: 'deputy' },
  },
  fields: {
    chuyen_de: { type: 'string', label: 'Chuyên đề giám sát', maxLength: 300 },
    ra_soat: { type: 'text', label: 'Kết quả rà soát chương trình năm, tránh trùng đối tượng' },
    ds_doi_tuong: {
      type: 'table',
      label: 'Đối tượng giám sát',
      columns: { to_chuc: { type: 'unit', label: 'Tổ chức đảng' } },
    },
    quyet_dinh: { type: 'doc', label: 'Quyết định, kế hoạch, đề cương giám sát' },
    bao_cao_tu: { type: 'doc', label: 'Báo cáo theo đề cương của đối tượng' },
    bien_ban: { type: 'doc', label: 'Biên bản làm việc' },
    nhan_xet: { type: 'text', label: 'Ưu điểm, hạn chế, vấn đề đặt ra' },
    bao_cao: { type: 'doc', label: 'Báo cáo kết quả giám sát' },
    y_kien_hoi_nghi: { type: 'doc', label: 'Biên bản hội nghị thông qua kết quả' },
    thong_bao: { type: 'doc', label: 'Thông báo kết quả giám sát và kiến nghị' },
    thuc_hien: { type: 'text', label: 'Việc thực hiện kiến nghị sau giám sát' },
  },
  limit: wd(110),
  main: {
    start: 'de_xuat',
    steps: [
      task('de_xuat', 'Đề xuất chuyên đề, đối tượng', 'chuyen_vien', wd(5), {
        form: { req: ['chuyen_de', 'ra_soat', 'ds_doi_tuong'] },
        records: [kept('Tờ trình đề xuất giám sát', 20, 'BM.04-01')],
        guide:
          'Bám chương trình kiểm tra, giám sát năm; rà soát để một đối tượng không bị giám sát trùng trong năm.',
        out: [on('xem_xet', 'Trình xem xét')],
      }),
      task('xem_xet', 'Xem xét, quyết định chủ trương', 'chu_the', wd(5), {
        form: { ro: ['chuyen_de', 'ra_soat', 'ds_doi_tuong'] },
        records: [kept('Kết luận phiên họp', 20)],
        guide: 'Thống nhất chuyên đề, đối tượng, mốc giám sát và trưởng đoàn.',
        alerts: reminders('nguoi_ky'),
        out: [on('ban_hanh', 'Đồng ý'), back('de_xuat', 'Đề xuất lại'), stop('Không giám sát')],
      }),
      task('ban_hanh', 'Ban hành quyết định, kế hoạch, đề cương', 'nguoi_ky', wd(5), {
        form: { req: ['quyet_dinh'] },
        records: [kept('Quyết định, kế hoạch, đề cương giám sát', 20, 'BM.04-02')],
        guide: 'Lập đoàn, phân công thành viên, gửi đề cương báo cáo cho từng đối tượng.',
        out: [signed('giam_sat', 'Ký ban hành')],
      }),
      {
        id: 'giam_sat',
        kind: 'each',
        name: 'Giám sát từng đối tượng',
        over: 'ds_doi_tuong',
        join: { mode: 'all' },
        limit: wd(45),
        region: {
          start: 'bao_cao_dt',
          steps: [
            task('bao_cao_dt', 'Báo cáo theo đề cương', 'doi_tuong', wd(10), {
              form: { req: ['bao_cao_tu'], ro: ['quyet_dinh'] },
              records: [kept('Báo cáo của đối tượng', 20)],
              guide: 'Báo cáo đúng đề cương, kèm số liệu và tài liệu chứng minh.',
              alerts: reminders('truong_doan'),
              out: [
                on('nghien_cuu', 'Gửi đoàn giám sát'),
                late('nghien_cuu', 'Quá hạn, đoàn làm việc trực tiếp'),
              ],
            }),
            task('nghien_cuu', 'Nghiên cứu hồ sơ, làm việc với đối tượng', 'truong_doan', cd(20), {
              form: { req: ['bien_ban', 'nhan_xet'], ro: ['bao_cao_tu'] },
              records: [kept('Biên bản làm việc', 20, 'BM.04-03')],
              guide:
                'Giám sát để phòng ngừa: nêu ưu điểm, hạn chế; có dấu hiệu vi phạm thì chuyển quy trình kiểm tra.',
              alerts: reminders('nguoi_ky'),
              out: [
                on('END', 'Xong với đối tượng này'),
                back('bao_cao_dt', 'Đối tượng báo cáo lại'),
                {
                  id: 'doi_ke_hoach',
                  label: 'Phải điều chỉnh kế hoạch chung',
                  to: 'ban_hanh',
                  kind: 'return',
                  needs: ['reason'],
                  clock: 'restart',
                },
              ],
            }),
          ],
        },
        out: [on('bao_cao_kq', 'Xong các đối tượng'), late('bao_cao_kq', 'Hết thời gian giám sát')],
      },
      task('bao_cao_kq', 'Báo cáo kết quả giám sát', 'truong_doan', wd(5), {
        form: { req: ['bao_cao'] },
        records: [kept('Báo cáo kết quả giám sát', 20, 'BM.04-04')],
        guide: 'Tổng hợp theo chuyên đề, kiến nghị cụ thể cho từng đối tượng và với cấp trên.',
        out: [on('hoi_nghi', 'Đưa ra hội nghị')],
      }),
      task('hoi_nghi', 'Hội nghị thông qua kết quả', 'chu_the', wd(5), {
        form: { req: ['y_kien_hoi_nghi'], ro: ['bao_cao'] },
        records: [kept('Biên bản hội nghị', 20, 'BM.04-05')],
        guide: 'Đối tượng được trình bày ý kiến; hội nghị kết luận từng kiến nghị.',
        out: [on('thong_bao_kq', 'Thông qua'), back('bao_cao_kq', 'Hoàn thiện báo cáo')],
      }),
      task('thong_bao_kq', 'Ký, gửi thông báo kết quả và kiến nghị', 'nguoi_ky', wd(3), {
        form: { req: ['thong_bao'] },
        records: [kept('Thông báo kết quả giám sát', 20)],
        guide: 'Nêu rõ kiến nghị, hạn thực hiện và nơi nhận báo cáo.',
        out: [signed('cho_thuc_hien', 'Ký thông báo')],
      }),
      wait(
        'cho_thuc_hien',
        'Chờ báo cáo thực hiện kiến nghị',
        cd(30),
        'Đối tượng báo cáo kết quả thực hiện kiến nghị.',
        [on('theo_doi', 'Đã có báo cáo', { id: 'co' }), late('theo_doi', 'Quá hạn báo cáo')],
      ),
      task('theo_doi', 'Theo dõi thực hiện kiến nghị', 'chuyen_vien', wd(5), {
        form: { req: ['thuc_hien'], ro: ['thong_bao'] },
        records: [kept('Phiếu theo dõi thực hiện kiến nghị', 20, 'BM.04-06')],
        guide: 'Ghi việc đã làm, chưa làm; chưa làm thì đôn đốc và chờ tiếp.',
        out: [
          on('END', 'Đã thực hiện, đóng hồ sơ'),
          { id: 'don_doc', label: 'Đôn đốc, chờ tiếp', to: 'cho_thuc_hien', clock: 'restart' },
        ],
      }),
    ],
  },
}
