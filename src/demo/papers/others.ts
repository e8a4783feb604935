import { SIGNERS, TYPES } from '../paper.ts'
import type { Paper } from '../paper.ts'

const REPORT = ['Tỉnh ủy Sơn Bình (để báo cáo),', 'Thường trực Đảng ủy,', 'Lưu Văn phòng Đảng ủy.']

/** What the district of old, the communes and the agency issued. */
export const others: Paper[] = [
  {
    id: 'chuong-trinh-hanh-dong-huyen-uy',
    from: 'hu',
    type: TYPES.CTr,
    decidingBody: 'executive',
    subject: 'hành động thực hiện Nghị quyết của Tỉnh ủy về công tác cải cách hành chính',
    body: [
      'Ban Chấp hành Đảng bộ huyện cụ thể hóa việc lãnh đạo, chỉ đạo, tổ chức thực hiện Nghị quyết của Tỉnh ủy như sau:',
      '1. Đẩy mạnh cải cách hành chính trong Đảng; rà soát, bổ sung quy chế hoạt động của các ban đảng và Văn phòng Huyện ủy; các cuộc họp, hội nghị tổ chức ngắn gọn, tài liệu gửi trước.',
      '2. Các chi, đảng bộ trực thuộc niêm yết công khai số điện thoại, địa chỉ hộp thư điện tử của Thường trực Huyện ủy để tiếp nhận phản ánh của cán bộ, đảng viên và Nhân dân.',
      '3. Rà soát trang thiết bị công nghệ thông tin, bảo đảm an toàn, an ninh thông tin; đưa việc gửi, nhận văn bản trên mạng đến cấp xã.',
    ],
    signer: SIGNERS.district,
    to: ['Tỉnh ủy Sơn Bình (để báo cáo),', 'Các chi, đảng bộ trực thuộc,', 'Lưu Văn phòng Huyện ủy.'],
  },
  {
    id: 'bao-cao-ra-soat-tan-lap',
    from: 'tanLap',
    type: TYPES.BC,
    decidingBody: 'standing_board',
    subject: 'kết quả rà soát, khắc phục văn bản chồng chéo của Đảng ủy xã Tân Lập',
    body: [
      'Đảng ủy xã đã rà soát 64 văn bản ban hành từ khi thành lập. Kết quả: 41 văn bản tiếp tục thực hiện; 15 văn bản đề nghị hợp nhất thành 05 văn bản; 08 văn bản bãi bỏ vì đã có văn bản của cấp trên quy định.',
      'Nguyên nhân chủ yếu là một số kế hoạch lặp lại nguyên văn kế hoạch của cấp trên, chưa phân công rõ người thực hiện và thời hạn.',
      'Đảng ủy xã đề nghị Văn phòng Tỉnh ủy cung cấp mẫu kế hoạch lồng ghép để áp dụng thống nhất.',
    ],
    signer: SIGNERS.tanLap,
    to: REPORT,
  },
  {
    id: 'nghi-quyet-dan-van-tan-lap',
    from: 'tanLap',
    type: TYPES.NQ,
    decidingBody: 'executive',
    subject: 'về lãnh đạo công tác dân vận, phát huy dân chủ ở cơ sở',
    body: [
      '1. Phấn đấu 100% thôn có mô hình "Dân vận khéo" đăng ký từ đầu năm, có kết quả và được nhân rộng.',
      '2. Mặt trận Tổ quốc và các đoàn thể đổi mới nội dung, phương thức hoạt động, không hành chính hóa, gần dân, sát dân; mỗi năm chủ trì ít nhất một cuộc giám sát chuyên đề, một hội nghị phản biện xã hội.',
      '3. Kiến nghị của Nhân dân được ghi sổ, giao cơ quan giải quyết và trả lời trong 15 ngày.',
    ],
    signer: SIGNERS.tanLap,
    to: ['Tỉnh ủy Sơn Bình (để báo cáo),', 'Các chi bộ trực thuộc,', 'Lưu Văn phòng Đảng ủy.'],
  },
  {
    id: 'to-trinh-thanh-lap-chi-bo',
    from: 'namSoi',
    type: TYPES.TTr,
    decidingBody: 'standing_board',
    subject: 'về thành lập chi bộ ở bản chưa có tổ chức đảng',
    body: [
      'Kính gửi: Ban Thường vụ Tỉnh ủy.',
      'Trên địa bàn xã còn 02 bản sinh hoạt ghép, khoảng cách đi lại trên 12 km. Hiện bản Huổi Co có 04 đảng viên chính thức, đủ điều kiện thành lập chi bộ theo Điều lệ Đảng.',
      'Ban Thường vụ Đảng ủy xã kính trình Ban Thường vụ Tỉnh ủy xem xét, cho ý kiến về chủ trương.',
    ],
    signer: SIGNERS.namSoi,
    to: ['Như trên,', 'Ban Tổ chức Tỉnh ủy,', 'Lưu Văn phòng Đảng ủy.'],
  },
  {
    id: 'cong-van-phoi-hop-dang-vien',
    from: 'namSoi',
    type: TYPES.CV,
    decidingBody: 'standing_board',
    subject: 'về việc phối hợp quản lý đảng viên đi làm ăn xa nơi cư trú',
    body: [
      'Kính gửi: Đảng ủy xã Tân Lập.',
      'Qua rà soát, Đảng bộ xã Nậm Sỏi có 06 đảng viên đang làm việc tại khu công nghiệp trên địa bàn xã Tân Lập. Đảng ủy xã Nậm Sỏi đề nghị Đảng ủy xã Tân Lập phối hợp giới thiệu các đồng chí tham gia sinh hoạt tạm thời, nhận xét cuối năm.',
    ],
    signer: SIGNERS.namSoi,
    to: ['Như trên,', 'Lưu Văn phòng Đảng ủy.'],
  },
  {
    id: 'bao-cao-doi-thoai-son-ha',
    from: 'sonHa',
    type: TYPES.BC,
    decidingBody: 'standing_board',
    subject: 'kết quả đối thoại với Nhân dân phường Sơn Hà',
    body: [
      'Hội nghị đối thoại có 187 người dự, 23 lượt ý kiến với 31 kiến nghị; 24 kiến nghị được trả lời tại chỗ, 07 kiến nghị giao cơ quan chuyên môn giải quyết, trong đó 05 nội dung về đất đai, 02 nội dung về môi trường.',
      'Đến nay đã giải quyết 04/07 kiến nghị; 03 kiến nghị còn lại hoàn thành trong quý.',
    ],
    signer: SIGNERS.sonHa,
    to: REPORT,
  },
  {
    id: 'nghi-quyet-nhiem-vu-nam-ubnd',
    from: 'ubnd',
    type: TYPES.NQ,
    decidingBody: 'executive',
    subject: 'về lãnh đạo thực hiện nhiệm vụ chính trị năm của Đảng bộ Văn phòng Ủy ban nhân dân tỉnh',
    body: [
      'Đảng bộ hiện có 81 đảng viên, sinh hoạt ở 07 chi bộ trực thuộc. Đảng ủy xác định phương châm "Kỷ cương, liêm chính, hành động, sáng tạo, hiệu quả" và các nhiệm vụ:',
      '1. 100% chi bộ có bảng chấm điểm chất lượng; sinh hoạt chuyên đề ít nhất bốn lần trong năm.',
      '2. Các chi bộ, tiểu ban, đoàn thể cập nhật báo cáo, chương trình công tác, văn bản về công tác đảng hằng tháng qua mạng; kết quả gửi đúng hạn là căn cứ đánh giá.',
      '3. Phân công trách nhiệm rõ ràng, mỗi việc một người chịu trách nhiệm, hạn chế chồng chéo, đùn đẩy.',
    ],
    signer: SIGNERS.ubnd,
    to: ['Tỉnh ủy Sơn Bình (để báo cáo),', 'Các chi bộ trực thuộc,', 'Lưu Đảng ủy.'],
  },
  {
    id: 'ke-hoach-sinh-hoat-chuyen-de',
    from: 'ubnd',
    type: TYPES.KH,
    decidingBody: 'standing_board',
    subject: 'sinh hoạt chuyên đề hằng quý của các chi bộ trực thuộc',
    body: [
      {
        rows: [
          ['Quý', 'Chi bộ', 'Chuyên đề'],
          ['I', 'Tổng hợp - Kinh tế', 'Nâng cao chất lượng tham mưu chỉ tiêu kế hoạch năm'],
          ['II', 'Thông tin - Tin học', 'Ứng dụng công nghệ thông tin trong giải quyết công việc'],
          ['III', 'Nội chính - Văn xã', 'Phát huy dân chủ trong sinh hoạt chi bộ'],
          ['IV', 'Hành chính - Quản trị', 'Thực hành tiết kiệm, chống lãng phí'],
        ],
      },
      'Sau mỗi chuyên đề, chi bộ ra nghị quyết, phân công thực hiện; Thường vụ Đảng ủy dự, đánh giá và định hướng từng buổi.',
    ],
    signer: SIGNERS.ubnd,
    to: REPORT,
  },
]
