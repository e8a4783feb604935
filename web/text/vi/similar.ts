/** Words of what is asked before a paper is written: why it is needed, and what is in force already. */
export default {
  necessity: 'Sự cần thiết',
  hint: 'Một câu: vì sao phải ban hành mới, mà không dùng được văn bản đang có hiệu lực.',
  title: (n: number) => `${n} văn bản còn hiệu lực có nội dung gần`,
  replace: 'Thay thế',
  amend: 'Sửa đổi',
}
