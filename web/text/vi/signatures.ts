/** Words of the digital signatures of files and of the cover sheet of a signed paper. */
export default {
  title: 'Chữ ký số',
  failed: 'Chưa kiểm tra được chữ ký số',
  cover: 'Tờ bìa',
  coverHint:
    'Tệp đã ký số không được ghi thêm số, ngày. Tờ bìa ghi số, ngày và mã của tệp; in ra để kèm văn bản.',
  print: 'In tờ bìa',
}
