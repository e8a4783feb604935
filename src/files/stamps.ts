/**
 * Stamps of state secrecy (Law 117/2025/QH15: Tuyệt mật, Tối mật, Mật). This is a system on the Internet, so what
 * carries one must not come in (domain.md §4.1). One rule for each place where writing stands, as a reader tells
 * a stamp from the word by where it stands; test/files/secrecy-corpus.ts holds them to cases of both kinds.
 */
export { mayHold } from './secrecy/words.ts'
export { stampInLine, stampWatch } from './secrecy/body.ts'
export { stampInTitle } from './secrecy/title.ts'
export { stampInName } from './secrecy/name.ts'
export { stampInNote } from './secrecy/note.ts'
