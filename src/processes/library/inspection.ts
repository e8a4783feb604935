import type { Template } from '../template.ts'
import { back, cd, decide, kept, late, on, reminders, signed, stop, task, wait, wd } from './parts.ts'

/** P3: inspection of a Party organisation when there are signs of violation. */
export const inspection: Template = {
  schema: 'quytrinh/1',
  code: 'QT.03-KTDH',
  name: 'Kiểm tra tổ chức đảng khi có dấu hiệu vi phạm',
  purpose: 'Dấu hiệu vi phạm được kiểm tra đúng thẩm quyền, đúng trình tự, kết luận có căn cứ.',
  scope: 'Tổ chức đảng trực thuộc khi có dấu hiệu vi phạm.',
  basis: [
    '296-QĐ/TW ngày 30/5/2025 về công tác kiểm tra, giám sát và kỷ luật của Đảng',
    '331-QĐ/TW ngày 18/6/2025 về quy trình kiểm tra, giám sát của cơ quan tham mưu cấp ủy',
  ],
  clauses: ['8.5.1', '9.1', '10.2'],
  roles: {
    chuyen_vien: { name: 'Cán bộ kiểm tra theo dõi địa bàn', by: 'pick', cover: 'listed' },
    ubkt: { name: 'Ủy ban Kiểm tra', by: 'group', ref: 'uy_ban_kiem_tra', cover: 'listed' },
    chu_nhiem: { name: 'Chủ nhiệm Ủy ban Kiểm tra', by: 'position', ref: 'chu_nhiem_ubkt', cover: 'deputy' },
    truong_doan: {
      name: 'Trưởng đoàn kiểm tra',
      by: 'pick',
      cover: 'listed',
      not_same_as: ['doi_tuong', 'chu_nhiem'],
    },
    doi_tuong: { name: 'Tổ chức đảng được kiểm tra', by: 'unit_head', cover: 'deputy' },
    van_thu: { name: 'Văn thư cơ quan Ủy ban Kiểm tra', by: 'group', ref: 'van_thu_ubkt', cover: 'listed' },
  },
  fields: {
    to_chuc: { type: 'unit', label: 'Tổ chức đảng được kiểm tra' },
    bao_cao_dau_hieu: { type: 'doc', label: 'Báo cáo đề xuất về dấu hiệu vi phạm' },
    co_dau_hieu: { type: 'boolean', label: 'Xác định có dấu hiệu vi phạm' },
    quyet_dinh: { type: 'doc', label: 'Quyết định, kế hoạch, đề cương kiểm tra' },
    lich_lam_viec: { type: 'doc', label: 'Biên bản triển khai và lịch làm việc' },
    tu_kiem_tra: { type: 'doc', label: 'Báo cáo tự kiểm tra' },
    ket_qua_xac_minh: { type: 'doc', label: 'Báo cáo thẩm tra, xác minh và chứng cứ' },
    ly_do_gia_han: { type: 'text', label: 'Lý do gia hạn' },
    bien_ban: { type: 'doc', label: 'Biên bản hội nghị tổ chức đảng được kiểm tra' },
    bao_cao: { type: 'doc', label: 'Báo cáo kết quả kiểm tra' },
    xem_ky_luat: { type: 'boolean', label: 'Phải xem xét thi hành kỷ luật' },
    phieu_ky_luat: { type: 'doc', label: 'Biên bản biểu quyết kỷ luật bằng phiếu kín' },
    ket_luan: { type: 'doc', label: 'Thông báo kết luận kiểm tra' },
    khac_phuc: { type: 'doc', label: 'Báo cáo khắc phục, thực hiện kết luận' },
    danh_gia: { type: 'text', label: 'Đánh giá việc thực hiện kết luận' },
  },
  limit: wd(150),
  main: {
    start: 'thu_thap',
    steps: [
      task('thu_thap', 'Thu thập, xử lý thông tin', 'chuyen_vien', wd(10), {
        form: { req: ['to_chuc', 'bao_cao_dau_hieu'] },
        records: [kept('Phiếu xử lý thông tin, báo cáo đề xuất', 20, 'BM.03-01')],
        guide:
          'Tổng hợp từ giám sát thường xuyên, đơn thư, dư luận. Tài liệu mật để ngoài hệ thống, chỉ ghi số hiệu.',
        alerts: reminders('chu_nhiem'),
        out: [on('xac_dinh', 'Trình Ủy ban Kiểm tra')],
      }),
      task('xac_dinh', 'Xác định dấu hiệu vi phạm', 'ubkt', wd(5), {
        form: { req: ['co_dau_hieu'], ro: ['bao_cao_dau_hieu'] },
        records: [kept('Nghị quyết phiên họp về dấu hiệu vi phạm', 'permanent')],
        guide: 'Ủy ban thảo luận, biểu quyết từng nội dung có dấu hiệu vi phạm.',
        out: [on('xet_dau_hieu', 'Ghi kết luận của phiên họp'), back('thu_thap', 'Thu thập thêm')],
      }),
      decide('xet_dau_hieu', 'Có dấu hiệu vi phạm hay không', [
        on('ban_hanh', 'Có dấu hiệu', { id: 'co', when: { f: 'co_dau_hieu', is: 'eq', v: true } }),
        on('END', 'Không có dấu hiệu, lưu hồ sơ', { id: 'khong' }),
      ]),
      task('ban_hanh', 'Ban hành quyết định, kế hoạch, lập đoàn', 'chu_nhiem', wd(5), {
        form: { req: ['quyet_dinh'] },
        records: [kept('Quyết định, kế hoạch, đề cương kiểm tra', 'permanent', 'BM.03-02')],
        guide:
          'Nêu rõ nội dung, mốc thời gian kiểm tra, thành phần đoàn; không giao người có liên quan tới đối tượng.',
        out: [signed('trien_khai', 'Ký ban hành'), back('thu_thap', 'Hoàn thiện đề xuất')],
      }),
      task('trien_khai', 'Triển khai quyết định tới đối tượng', 'truong_doan', wd(5), {
        form: { req: ['lich_lam_viec'], ro: ['quyet_dinh'] },
        records: [kept('Biên bản triển khai', 20, 'BM.03-03')],
        guide: 'Công bố quyết định, thống nhất lịch làm việc, yêu cầu báo cáo tự kiểm tra theo đề cương.',
        out: [on('tu_kiem_tra_bc', 'Đã triển khai')],
      }),
      task('tu_kiem_tra_bc', 'Báo cáo tự kiểm tra', 'doi_tuong', wd(10), {
        form: { req: ['tu_kiem_tra'] },
        records: [kept('Báo cáo tự kiểm tra', 20)],
        guide: 'Báo cáo trung thực theo đề cương, kèm tài liệu chứng minh.',
        alerts: reminders('truong_doan'),
        out: [on('tham_tra', 'Gửi đoàn kiểm tra'), late('tham_tra', 'Quá hạn, đoàn tiếp tục làm việc')],
      }),
      task('tham_tra', 'Thẩm tra, xác minh', 'truong_doan', cd(45), {
        form: { req: ['ket_qua_xac_minh'], ro: ['quyet_dinh', 'tu_kiem_tra'] },
        records: [kept('Biên bản làm việc, chứng cứ', 20, 'BM.03-04')],
        guide:
          'Thời hạn tối đa: cấp tỉnh 45 ngày, cấp trên trực tiếp cơ sở 20 ngày kể từ ngày triển khai; gia hạn không quá một phần ba. Sửa thời hạn bước này cho đúng cấp.',
        alerts: reminders('chu_nhiem'),
        out: [
          on('hoi_nghi', 'Xong thẩm tra'),
          { id: 'gia_han', label: 'Đề nghị gia hạn', to: 'duyet_gia_han', needs: ['reason'] },
        ],
      }),
      task('duyet_gia_han', 'Duyệt gia hạn', 'chu_nhiem', wd(2), {
        form: { req: ['ly_do_gia_han'] },
        guide: 'Gia hạn không quá một phần ba thời hạn.',
        out: [
          { id: 'dong_y', label: 'Đồng ý gia hạn', to: 'tham_tra', clock: 'resume' },
          { id: 'khong', label: 'Không gia hạn', to: 'hoi_nghi' },
        ],
      }),
      task('hoi_nghi', 'Hội nghị tổ chức đảng được kiểm tra', 'truong_doan', wd(3), {
        form: { req: ['bien_ban'], ro: ['ket_qua_xac_minh'] },
        records: [kept('Biên bản hội nghị', 'permanent', 'BM.03-05')],
        guide: 'Thông qua dự thảo kết quả thẩm tra; đối tượng giải trình và tự nhận trách nhiệm.',
        out: [on('bao_cao_kq', 'Đã họp'), back('tham_tra', 'Thẩm tra bổ sung')],
      }),
      task('bao_cao_kq', 'Báo cáo kết quả kiểm tra', 'truong_doan', wd(5), {
        form: { req: ['bao_cao'], ro: ['ket_qua_xac_minh', 'bien_ban'] },
        records: [kept('Báo cáo kết quả kiểm tra', 'permanent', 'BM.03-06')],
        guide: 'Nêu từng nội dung: đúng, sai, mức độ, trách nhiệm, đề nghị xử lý.',
        out: [on('xem_xet', 'Trình Ủy ban Kiểm tra')],
      }),
      task('xem_xet', 'Xem xét, kết luận', 'ubkt', wd(10), {
        form: { req: ['xem_ky_luat'], ro: ['bao_cao', 'bien_ban'] },
        records: [kept('Biên bản phiên họp kết luận', 'permanent')],
        guide: 'Nghe đoàn báo cáo, đối tượng trình bày; kết luận từng nội dung.',
        out: [on('xet_ky_luat', 'Ghi kết luận'), back('tham_tra', 'Thẩm tra lại')],
      }),
      decide('xet_ky_luat', 'Có phải xem xét kỷ luật', [
        on('bieu_quyet', 'Xem xét kỷ luật', { id: 'co', when: { f: 'xem_ky_luat', is: 'eq', v: true } }),
        on('thong_bao', 'Không phải kỷ luật', { id: 'khong' }),
      ]),
      task('bieu_quyet', 'Biểu quyết kỷ luật', 'ubkt', wd(5), {
        form: { req: ['phieu_ky_luat'] },
        records: [kept('Biên bản kiểm phiếu, hồ sơ kỷ luật', 'permanent', 'BM.03-07')],
        guide: 'Bỏ phiếu kín về hình thức kỷ luật theo thẩm quyền; vượt thẩm quyền thì đề nghị cấp ủy.',
        out: [on('thong_bao', 'Đã biểu quyết')],
      }),
      task('thong_bao', 'Ký, thông báo và công bố kết luận', 'chu_nhiem', wd(5), {
        form: { req: ['ket_luan'] },
        records: [kept('Thông báo kết luận kiểm tra', 'permanent')],
        guide: 'Thông báo tới đối tượng và nơi có trách nhiệm; công bố theo quy định, nêu hạn khắc phục.',
        out: [signed('vao_so', 'Ký thông báo')],
      }),
      task('vao_so', 'Cấp số, gửi thông báo, lập hồ sơ', 'van_thu', wd(1), {
        form: { ro: ['ket_luan'] },
        records: [kept('Hồ sơ cuộc kiểm tra', 'permanent')],
        guide: 'Phát hành đúng nơi nhận; sắp xếp hồ sơ theo danh mục.',
        out: [on('cho_khac_phuc', 'Đã gửi')],
      }),
      wait('cho_khac_phuc', 'Chờ báo cáo khắc phục', cd(60), 'Đối tượng báo cáo việc thực hiện kết luận.', [
        on('theo_doi', 'Đã có báo cáo', { id: 'co' }),
        late('don_doc', 'Quá hạn báo cáo'),
      ]),
      task('don_doc', 'Đôn đốc thực hiện kết luận', 'chuyen_vien', wd(3), {
        records: [kept('Văn bản đôn đốc', 10)],
        guide: 'Gửi văn bản đôn đốc, ghi rõ hạn mới; không chấp hành thì báo cáo Ủy ban.',
        out: [
          { id: 'cho_tiep', label: 'Đã đôn đốc, chờ tiếp', to: 'cho_khac_phuc', clock: 'restart' },
          stop('Không chấp hành, chuyển xem xét trách nhiệm', 'xac_dinh', 'chuyen_xu_ly'),
        ],
      }),
      task('theo_doi', 'Đánh giá việc thực hiện kết luận', 'chuyen_vien', wd(5), {
        form: { req: ['khac_phuc', 'danh_gia'], ro: ['ket_luan'] },
        records: [kept('Phiếu theo dõi thực hiện kết luận', 20, 'BM.03-08')],
        guide: 'Đối chiếu từng yêu cầu của kết luận với kết quả khắc phục; chỉ đóng khi đã xong hết.',
        out: [
          on('END', 'Đã thực hiện xong, đóng hồ sơ'),
          { id: 'chua', label: 'Chưa xong, theo dõi tiếp', to: 'cho_khac_phuc', clock: 'restart' },
        ],
      }),
    ],
  },
}
