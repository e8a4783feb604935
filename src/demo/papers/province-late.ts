import { SIGNERS, TYPES } from '../paper.ts'
import type { Paper } from '../paper.ts'

const TO_COMMUNES = ['Đảng ủy các xã, phường,', 'Các ban đảng Tỉnh ủy,', 'Lưu Văn phòng Tỉnh ủy.']

/** What the provincial committee and its office issued in the last weeks, and one draft that is ready. */
export const provinceLate: Paper[] = [
  {
    id: 'ket-luan-du-luan-xa-hoi',
    from: 'tu',
    type: TYPES.KL,
    decidingBody: 'standing_board',
    subject: 'về tiếp nhận, xử lý và trả lời nội dung, vụ việc dư luận xã hội phản ánh',
    body: [
      'Sau khi nghe Ban Tuyên giáo và Dân vận Tỉnh ủy báo cáo, Ban Thường vụ Tỉnh ủy kết luận:',
      '1. Từ đầu nhiệm kỳ đến nay, 493/502 nội dung, vụ việc dư luận xã hội phản ánh (98,2%) đã được giải quyết, góp phần ổn định tình hình địa phương. Tuy vậy, còn 09 nội dung để kéo dài, chưa trả lời người phản ánh.',
      '2. Mỗi nội dung phản ánh phải có một cơ quan chủ trì, có thời hạn và được trả lời bằng văn bản; tiếp nhận trong 02 ngày làm việc; nội dung không thuộc thẩm quyền thì chuyển đúng cơ quan và báo cho người phản ánh biết.',
      '3. Đảng ủy các xã, phường công khai số điện thoại, hộp thư điện tử của Thường trực Đảng ủy; hằng tháng tổng hợp, báo cáo tỷ lệ giải quyết về Văn phòng Tỉnh ủy.',
    ],
    signer: SIGNERS.standing,
    to: TO_COMMUNES,
  },
  {
    id: 'ke-hoach-doi-thoai',
    from: 'tu',
    type: TYPES.KH,
    decidingBody: 'standing_board',
    subject: 'đối thoại trực tiếp giữa người đứng đầu cấp ủy, chính quyền với Nhân dân',
    body: [
      '1. Mục đích: lắng nghe, tiếp thu ý kiến, giải quyết kiến nghị chính đáng của Nhân dân theo phương châm "Dân biết, dân bàn, dân làm, dân kiểm tra, giám sát, dân thụ hưởng".',
      '2. Hình thức: cấp tỉnh mỗi năm ít nhất một lần; cấp xã mỗi năm ít nhất hai lần, ngoài ra đối thoại đột xuất khi phát sinh vấn đề phức tạp.',
      '3. Sau đối thoại 10 ngày, người chủ trì ban hành thông báo kết luận, phân công cơ quan giải quyết từng kiến nghị; kết quả được niêm yết tại trụ sở và nhà văn hóa thôn, bản, tổ dân phố.',
      '4. Đảng ủy các xã, phường gửi báo cáo kết quả về Ban Tuyên giáo và Dân vận Tỉnh ủy trước ngày 20 của tháng cuối quý.',
    ],
    signer: SIGNERS.standing,
    to: TO_COMMUNES,
  },
  {
    id: 'thong-bao-ket-luan-giao-ban',
    from: 'tu',
    type: TYPES.TB,
    decidingBody: 'standing',
    subject: 'kết luận của Thường trực Tỉnh ủy tại hội nghị giao ban bí thư đảng ủy xã, phường',
    body: [
      'Thường trực Tỉnh ủy đánh giá cao các đảng ủy xã, phường đã sớm ổn định tổ chức, vận hành thông suốt mô hình chính quyền địa phương hai cấp; đồng thời yêu cầu:',
      '1. Đảng ủy các xã, phường rà soát Quy chế làm việc, xác định rõ trách nhiệm, quyền hạn của cấp ủy, ban thường vụ, thường trực và từng cấp ủy viên.',
      '2. Thực hiện chế độ giao ban, báo cáo theo tuần, tháng, quý; kiến nghị, vướng mắc của cơ sở được tổng hợp thành danh mục, theo dõi đến khi giải quyết xong.',
      '3. Không gửi bản giấy đối với văn bản đã gửi bản điện tử có chữ ký số, trừ các trường hợp theo quy định.',
    ],
    signer: { ...SIGNERS.chief, body: 'THƯỜNG TRỰC TỈNH ỦY' },
    to: TO_COMMUNES,
  },
  {
    id: 'cong-van-bao-cao-van-ban-chong-cheo',
    from: 'tu',
    type: TYPES.CV,
    decidingBody: 'standing_board',
    subject: 'về việc báo cáo kết quả rà soát, khắc phục văn bản chồng chéo của cấp ủy',
    body: [
      'Kính gửi: Đảng ủy các xã, phường.',
      'Thực hiện Chương trình công tác toàn khóa về đổi mới phương thức lãnh đạo, Ban Thường vụ Tỉnh ủy đề nghị Đảng ủy các xã, phường rà soát các nghị quyết, chương trình, kế hoạch, thông báo kết luận đã ban hành; nêu rõ số văn bản cùng nội dung với văn bản cấp trên, số văn bản trùng nhau, số văn bản không còn phù hợp và đề xuất hợp nhất, thay thế hoặc bãi bỏ.',
      'Báo cáo gửi về Văn phòng Tỉnh ủy trên hệ thống gửi, nhận văn bản, không gửi bản giấy.',
    ],
    signer: SIGNERS.chief,
    to: ['Như trên,', 'Thường trực Tỉnh ủy (để báo cáo),', 'Lưu Văn phòng Tỉnh ủy.'],
  },
  {
    id: 'cong-van-gui-lai-bieu-mau',
    from: 'vptu',
    type: TYPES.CV,
    decidingBody: 'office',
    subject: 'về việc gửi lại biểu mẫu kèm theo Hướng dẫn đánh giá cán bộ hằng tháng',
    body: [
      'Kính gửi: Đảng ủy xã Nậm Sỏi.',
      'Văn phòng Tỉnh ủy nhận được thông báo từ chối tiếp nhận Hướng dẫn đánh giá cán bộ hằng tháng do thiếu biểu mẫu. Văn phòng Tỉnh ủy xin gửi lại biểu mẫu BM02 dạng tệp soạn thảo để Đảng ủy xã thuận tiện sử dụng.',
      'Trân trọng cảm ơn sự phối hợp của Đảng ủy xã.',
    ],
    signer: SIGNERS.office,
    to: ['Như trên,', 'Ban Tổ chức Tỉnh ủy,', 'Lưu Văn phòng Tỉnh ủy.'],
  },
  {
    id: 'cong-van-tap-huan',
    from: 'vptu',
    type: TYPES.CV,
    decidingBody: 'office',
    subject: 'về việc cử cán bộ tham gia tập huấn gửi, nhận văn bản trên môi trường mạng',
    body: [
      'Kính gửi: Các tổ chức đảng trực thuộc Tỉnh ủy.',
      'Văn phòng Tỉnh ủy tổ chức tập huấn trực tuyến cho cán bộ văn thư, lưu trữ và cán bộ tổng hợp về lập dự thảo, cấp số, phát hành, tiếp nhận, vào sổ văn bản đến trên hệ thống. Thời gian: 01 ngày; tài liệu được gửi trước khi khai mạc 03 ngày làm việc.',
      'Đề nghị các đơn vị cử từ 02 đến 03 cán bộ tham gia và gửi danh sách về Văn phòng Tỉnh ủy.',
    ],
    signer: SIGNERS.office,
    to: ['Như trên,', 'Lưu Văn phòng Tỉnh ủy.'],
  },
  {
    id: 'quyet-dinh-quy-che-phoi-hop',
    from: 'tu',
    type: TYPES.QD,
    decidingBody: 'standing_board',
    subject: 'ban hành Quy chế phối hợp trong công tác kiểm tra, giám sát',
    grounds: [
      'Căn cứ Điều lệ Đảng;',
      'Căn cứ Quy chế làm việc của Ban Chấp hành, Ban Thường vụ, Thường trực Tỉnh ủy;',
      'Xét đề nghị của Ủy ban Kiểm tra Tỉnh ủy,',
    ],
    body: [
      'Điều 1. Ban hành kèm theo Quyết định này Quy chế phối hợp giữa cấp ủy, Hội đồng nhân dân, Ủy ban nhân dân và Ủy ban Mặt trận Tổ quốc trong việc thống nhất nội dung, đối tượng, thời gian kiểm tra, giám sát hằng năm, tránh trùng lặp cho cơ sở.',
      'Điều 2. Ủy ban Kiểm tra Tỉnh ủy chủ trì tổng hợp lịch kiểm tra, giám sát trước ngày 15 tháng 12 hằng năm; khi hai đoàn cùng làm việc với một đơn vị trong cùng tháng thì thống nhất tổ chức chung.',
      'Điều 3. Văn phòng Tỉnh ủy, Ủy ban Kiểm tra Tỉnh ủy và các cơ quan, đơn vị liên quan chịu trách nhiệm thi hành Quyết định này.',
    ],
    signer: SIGNERS.standing,
    to: ['Như Điều 3,', ...TO_COMMUNES],
  },
  {
    id: 'ke-hoach-hoc-tap-nghi-quyet',
    from: 'tu',
    type: TYPES.KH,
    decidingBody: 'standing_board',
    subject: 'học tập, quán triệt và triển khai thực hiện nghị quyết của Trung ương',
    body: [
      '1. Hội nghị trực tuyến từ tỉnh đến các xã, phường; dành ít nhất một phần ba thời gian cho thảo luận, giải đáp vướng mắc.',
      '2. Các đảng ủy tổ chức học tập đến toàn thể đảng viên, bảo đảm tỷ lệ tham dự từ 95% trở lên; đảng viên viết bài thu hoạch, chi bộ nhận xét, đánh giá.',
      '3. Chương trình, kế hoạch thực hiện phải phân công rõ trách nhiệm từng cơ quan, cá nhân, thời gian thực hiện, thời gian hoàn thành và giải pháp cụ thể; lồng ghép các nội dung có liên quan, không ban hành nhiều văn bản cho một việc.',
    ],
    signer: SIGNERS.standing,
    to: TO_COMMUNES,
  },
]
