import { SIGNERS, TYPES } from '../paper.ts'
import type { Paper } from '../paper.ts'

const TO_ALL = [
  'Các đồng chí Tỉnh ủy viên,',
  'Các tổ chức đảng trực thuộc Tỉnh ủy,',
  'Lưu Văn phòng Tỉnh ủy.',
]

/** What the provincial committee issued before and at the opening of its term. */
export const provinceEarly: Paper[] = [
  {
    id: 'nghi-quyet-cai-cach-hanh-chinh',
    from: 'tu',
    type: TYPES.NQ,
    decidingBody: 'executive',
    subject: 'về tăng cường sự lãnh đạo của Đảng đối với công tác cải cách hành chính giai đoạn 2025-2030',
    body: [
      'Những năm qua, công tác cải cách hành chính của tỉnh đạt nhiều kết quả quan trọng; thời gian giải quyết công việc được rút ngắn, văn bản, giấy tờ hành chính giảm đáng kể. Tuy nhiên, vẫn còn tình trạng văn bản chồng chéo, trách nhiệm của một số cơ quan, người đứng đầu chưa rõ, thời hạn hoàn thành công việc chưa được quy định cụ thể.',
      '1. Mục tiêu: đến năm 2030, toàn bộ văn bản không thuộc phạm vi bí mật nhà nước giữa các cơ quan đảng trong tỉnh được gửi, nhận trên môi trường mạng; 100% nhiệm vụ trong chương trình công tác có cơ quan chủ trì, người chịu trách nhiệm, thời gian thực hiện và thời gian hoàn thành.',
      '2. Nhiệm vụ, giải pháp: đổi mới việc quán triệt nghị quyết theo hướng dành nhiều thời gian cho thảo luận, góp ý, phân tích điểm mới và giải đáp vướng mắc; tài liệu hội nghị gửi trước cho thành phần tham dự; chương trình công tác năm lựa chọn việc trọng tâm, việc cần khắc phục; công khai kế hoạch khắc phục hạn chế của từng cấp ủy viên.',
      '3. Tổ chức thực hiện: các huyện ủy, đảng ủy trực thuộc Tỉnh ủy xây dựng chương trình hành động, hằng năm sơ kết, báo cáo Ban Thường vụ Tỉnh ủy qua Văn phòng Tỉnh ủy.',
    ],
    signer: SIGNERS.secretary,
    to: ['Bộ Chính trị, Ban Bí thư (để báo cáo),', ...TO_ALL],
  },
  {
    id: 'chi-thi',
    from: 'tu',
    type: TYPES.CT,
    decidingBody: 'standing_board',
    subject: 'về nâng cao chất lượng sinh hoạt chi bộ trong tình hình mới',
    body: [
      'Sinh hoạt chi bộ ở nhiều nơi đã đi vào nền nếp, song nội dung còn đơn điệu, tính chiến đấu chưa cao; việc sinh hoạt chuyên đề có nơi còn hình thức. Để khắc phục những hạn chế trên, Ban Thường vụ Tỉnh ủy yêu cầu:',
      '1. Mỗi chi bộ đăng ký và tổ chức sinh hoạt chuyên đề ít nhất bốn lần trong năm, mỗi quý một lần; sau sinh hoạt phải có nghị quyết hoặc kết luận, phân công người thực hiện và kiểm tra kết quả.',
      '2. Phân công cấp ủy viên dự sinh hoạt, đánh giá và định hướng từng buổi; khuyến khích đảng viên phát biểu, tranh luận, không thành kiến với ý kiến khác; ý kiến bảo lưu phải được ghi đủ trong biên bản.',
      '3. 100% cán bộ, đảng viên đăng ký bản cam kết tu dưỡng, rèn luyện, phấn đấu; hằng tháng chi bộ kiểm điểm việc thực hiện; người đứng đầu niêm yết công khai kế hoạch tu dưỡng tại nơi công tác.',
      '4. Các đảng ủy xây dựng bảng chấm điểm chất lượng chi bộ hằng năm, lấy kết quả gửi báo cáo đúng hạn làm một tiêu chí. Văn phòng Tỉnh ủy theo dõi, đôn đốc việc thực hiện Chỉ thị này.',
    ],
    signer: SIGNERS.standing,
    to: TO_ALL,
  },
  {
    id: 'chuong-trinh-doi-moi-phuong-thuc',
    from: 'tu',
    type: TYPES.CTr,
    decidingBody: 'executive',
    subject:
      'đổi mới phương thức lãnh đạo của các cấp ủy đảng; phát huy vai trò tiền phong gương mẫu của cán bộ, đảng viên giai đoạn 2026-2030',
    grounds: [
      'Căn cứ Nghị quyết Đại hội đại biểu Đảng bộ tỉnh nhiệm kỳ 2025-2030;',
      'Căn cứ Quy chế làm việc của Ban Chấp hành Đảng bộ tỉnh,',
    ],
    body: [
      'Ban Chấp hành Đảng bộ tỉnh ban hành Chương trình công tác toàn khóa với các nội dung chủ yếu sau:',
      'I. Mục tiêu. Chỉ ban hành nghị quyết đối với nhiệm vụ trọng tâm, trọng điểm hoặc vấn đề đột xuất, khó khăn, phức tạp; văn bản của cấp ủy phải rõ việc, rõ cách làm, rõ người chịu trách nhiệm, rõ thời hạn. Giảm họp, giảm văn bản hành chính; 100% nghị quyết, thông báo kết luận được kiểm soát thực hiện.',
      'II. Nhiệm vụ. Bảng phân công dưới đây là một phần của Chương trình:',
      {
        rows: [
          ['TT', 'Nhiệm vụ', 'Chủ trì', 'Phối hợp', 'Hoàn thành'],
          [
            '1',
            'Rà soát, hợp nhất văn bản chồng chéo của cấp ủy',
            'Văn phòng Tỉnh ủy',
            'Các ban đảng',
            'Quý I',
          ],
          [
            '2',
            'Xây dựng, áp dụng quy trình công việc theo tiêu chuẩn ISO 9001:2015',
            'Văn phòng Tỉnh ủy',
            'Các đảng ủy',
            'Quý II',
          ],
          [
            '3',
            'Đánh giá cán bộ hằng tháng theo sản phẩm công việc',
            'Ban Tổ chức Tỉnh ủy',
            'Các cơ quan, đơn vị',
            'Hằng tháng',
          ],
          [
            '4',
            'Giao ban chuyên đề bí thư đảng ủy, chủ tịch ủy ban nhân dân xã, phường',
            'Văn phòng Tỉnh ủy',
            'Đảng ủy xã, phường',
            'Hằng quý',
          ],
          [
            '5',
            'Giao ban bí thư cấp ủy cơ sở khác',
            'Ban Tổ chức Tỉnh ủy',
            'Đảng ủy cơ sở',
            '6 tháng một lần',
          ],
          [
            '6',
            'Đối thoại định kỳ của người đứng đầu với Nhân dân',
            'Ban Tuyên giáo và Dân vận',
            'Mặt trận Tổ quốc',
            'Hằng năm',
          ],
          [
            '7',
            'Thống nhất chương trình kiểm tra, giám sát, tránh trùng lặp cho cơ sở',
            'Ủy ban Kiểm tra Tỉnh ủy',
            'Các cơ quan liên quan',
            'Quý IV hằng năm',
          ],
        ],
      },
      'III. Đối với cán bộ, đảng viên. Người đứng đầu cấp ủy, chính quyền các cấp chủ động dành thời gian làm việc tại cơ sở, trực tiếp kiểm tra hiện trường, nhất là các vấn đề dân sinh, bức xúc; thực hiện nghiêm chế độ tiếp công dân. Việc học tập nghị quyết và viết bài thu hoạch là một tiêu chí đánh giá tổ chức đảng, đảng viên hằng năm. Mỗi đảng viên có nhiệm vụ được giao cụ thể, phù hợp với khả năng, điều kiện của từng đồng chí; kết quả thực hiện là căn cứ đánh giá chất lượng cuối năm.',
      'IV. Tổ chức thực hiện. Các đảng ủy trực thuộc Tỉnh ủy xây dựng kế hoạch thực hiện trong 30 ngày kể từ ngày nhận Chương trình; sơ kết hằng năm, tổng kết vào năm cuối nhiệm kỳ. Ủy ban Kiểm tra Tỉnh ủy đưa nội dung này vào chương trình kiểm tra, giám sát. Văn phòng Tỉnh ủy là cơ quan thường trực, theo dõi, đôn đốc, định kỳ báo cáo Ban Thường vụ Tỉnh ủy.',
    ],
    signer: SIGNERS.secretary,
    to: TO_ALL,
  },
  {
    id: 'huong-dan-danh-gia-can-bo',
    from: 'tu',
    type: TYPES.HD,
    decidingBody: 'standing_board',
    subject: 'đánh giá cán bộ hằng tháng theo kết quả, sản phẩm công việc',
    body: [
      '1. Nguyên tắc: đánh giá công khai, dựa trên việc được giao và sản phẩm cụ thể; tỷ lệ phần trăm do hệ thống tính từ số lượt đánh giá, không nhập tay.',
      '2. Trình tự: từ ngày 01 đến ngày 03, trưởng đơn vị giao việc tháng; từ ngày 25 đến ngày 28, cán bộ tự chấm điểm, nêu sản phẩm, minh chứng; hai ngày cuối tháng, tập thể góp ý, trưởng đơn vị chấm; trước ngày 05 tháng sau, cơ quan tổ chức tổng hợp, công khai kết quả; cán bộ có quyền phản hồi trong 03 ngày làm việc.',
      '3. Các mức: hoàn thành xuất sắc, hoàn thành tốt, hoàn thành, không hoàn thành nhiệm vụ. Kết quả hằng tháng là căn cứ đánh giá quý và năm.',
      '4. Biểu mẫu gồm: kế hoạch tháng (BM01), phiếu tự đánh giá (BM02), bảng tổng hợp (BM03) gửi kèm Hướng dẫn này.',
    ],
    signer: SIGNERS.standing,
    to: TO_ALL,
  },
  {
    id: 'quy-dinh-theo-doi-dia-ban',
    from: 'tu',
    type: TYPES.QyD,
    decidingBody: 'standing_board',
    subject: 'về chế độ đi cơ sở của cán bộ theo dõi địa bàn',
    body: [
      'Điều 1. Cán bộ, chuyên viên được phân công theo dõi địa bàn dành ít nhất một phần ba thời gian làm việc đi cơ sở; kế hoạch đi cơ sở lập theo tháng, quý, năm và được lãnh đạo phòng, lãnh đạo ban duyệt trước.',
      'Điều 2. Trước mỗi chuyến đi phải nghiên cứu tài liệu, đặc điểm địa bàn và những nội dung cơ sở quan tâm; kết hợp nhiều nội dung trong một đợt; các phòng có nội dung trùng nhau thì đi chung, không gây phiền hà cho cơ sở.',
      'Điều 3. Sau mỗi chuyến đi, báo cáo bằng văn bản trong 05 ngày làm việc, nêu rõ tình hình, xu hướng, nguyên nhân, dự báo và đề xuất; việc vượt thẩm quyền phải báo cáo ngay, không tự giải quyết.',
      'Điều 4. Ba tháng một lần, các phòng tổ chức rút kinh nghiệm, kết hợp với họp phòng hoặc sinh hoạt chi bộ. Thực hiện luân chuyển địa bàn theo quy chế.',
    ],
    signer: SIGNERS.standing,
    to: TO_ALL,
  },
]
