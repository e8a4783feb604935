/**
 * Stamps of state secrecy (Law 117/2025/QH15: Tuyệt mật, Tối mật, Mật). This is a system on the Internet, so what
 * carries one must not come in. One rule for each place where writing stands, as a reader tells
 * a stamp from the word by where it stands; test/files/secrecy-corpus.ts holds them to cases of both kinds.
 */
export { mayHold } from './words.ts'
export { stampInLine, stampWatch } from './body.ts'
export { stampInTitle } from './title.ts'
export { stampInName } from './name.ts'
export { stampInNote } from './note.ts'

/** What is said to those who write something that carries a stamp. */
export const SECRET_ADVICE =
  'Tài liệu có dấu chỉ độ mật không được đưa lên hệ thống này (Luật Bảo vệ bí mật nhà nước 117/2025/QH15). Gửi bằng văn bản giấy theo chế độ mật hoặc qua mạng cơ yếu.'
