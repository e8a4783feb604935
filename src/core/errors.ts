/** A field of the input that is wrong, and what to do about it, in the words of the user. */
export type FieldProblem = { field: string; message: string }

/** What can go wrong, as a caller must tell it apart. */
export type Wrong =
  | 'malformed'
  | 'signed_out'
  | 'forbidden'
  | 'not_found'
  | 'wrong_method'
  | 'conflict'
  | 'gone'
  | 'stale'
  | 'too_large'
  | 'wrong_form'
  | 'invalid'
  | 'too_many'
  | 'unavailable'

/**
 * What verbs throw. A domain error knows what kind of wrong it is, a stable code and a Vietnamese sentence; only
 * `core/problem.ts` knows which HTTP status it becomes.
 */
export class DomainError extends Error {
  readonly wrong: Wrong
  readonly code: string
  readonly details: Record<string, unknown>
  constructor(wrong: Wrong, message: string, details: Record<string, unknown> = {}, code: string = wrong) {
    super(message)
    this.name = new.target.name
    this.wrong = wrong
    this.code = code
    this.details = details
  }
}

/** What was sent cannot be read at all. */
export class Malformed extends DomainError {
  constructor() {
    super('malformed', 'Yêu cầu chưa đúng dạng. Đề nghị kiểm tra lại nội dung gửi.', {}, 'bad_request')
  }
}

/** The path is there, but not for this method (RFC 9110, 15.5.6). */
export class WrongMethod extends DomainError {
  constructor(allow: readonly string[]) {
    super('wrong_method', 'Đường dẫn này không nhận phương thức vừa gửi.', { allow: allow.join(', ') })
  }
}

/** There is no such thing, or it is not yours: both answer alike. */
export class NotFound extends DomainError {
  constructor(
    message = 'Không tìm thấy. Có thể đường dẫn sai hoặc mục này không thuộc cơ quan của đồng chí.',
  ) {
    super('not_found', message)
  }
}

/** Nobody is signed in. */
export class SignedOut extends DomainError {
  constructor() {
    super('signed_out', 'Phiên làm việc đã hết. Đề nghị đăng nhập lại.')
  }
}

/** The person is known here but lacks the role. */
export class Forbidden extends DomainError {
  constructor(
    message = 'Đồng chí chưa được giao quyền làm việc này. Quản trị của cơ quan có thể cấp quyền.',
  ) {
    super('forbidden', message)
  }
}

/** Somebody was first, or the thing is in a state that does not allow this. */
export class Conflict extends DomainError {
  constructor(message: string, details: Record<string, unknown> = {}) {
    super('conflict', message, details)
  }
}

/** What is for an address was asked by whoever has yet to prove it; `mail`: whether this instance can send a proof. */
export class Unproven extends DomainError {
  constructor(message: string, mail: boolean) {
    super('conflict', message, { mail }, 'unproven')
  }
}

/** The version edited is no longer the newest. */
export class Stale extends DomainError {
  constructor(
    message = 'Nội dung vừa được người khác sửa. Đề nghị tải lại để xem bản mới nhất rồi sửa tiếp.',
  ) {
    super('stale', message)
  }
}

/** The input is wrong: every field named, with the remedy. */
export class Invalid extends DomainError {
  constructor(
    fields: FieldProblem[],
    code = 'invalid',
    message = 'Một số mục chưa đúng. Đề nghị xem lại các mục được nêu.',
  ) {
    super('invalid', message, { fields }, code)
  }
}

/** It was here and is no longer (an invitation used, a link expired). */
export class Gone extends DomainError {
  constructor(message: string) {
    super('gone', message)
  }
}

/** A body is larger than allowed. */
export class TooLarge extends DomainError {
  constructor(message: string) {
    super('too_large', message)
  }
}

/** A body is of a kind that this place does not read. */
export class WrongForm extends DomainError {
  constructor() {
    super(
      'wrong_form',
      'Nội dung gửi phải là JSON (Content-Type: application/json). Chưa có gì được lưu; đề nghị gửi lại.',
    )
  }
}

/** Too many tries; `retryAfter` in seconds. */
export class TooMany extends DomainError {
  constructor(
    retryAfter: number,
    message = `Thử quá nhiều lần. Đề nghị đợi ${retryAfter} giây rồi thử lại.`,
  ) {
    super('too_many', message, { retryAfter })
  }
}

/** A database or store did not answer; whether the work was done is not known, asking again is safe. */
export class Unavailable extends DomainError {
  constructor(
    message = 'Hệ thống tạm thời chưa trả lời được. Đề nghị tải lại sau ít phút để xem việc vừa làm đã được ghi chưa.',
    details: Record<string, unknown> = {},
  ) {
    super('unavailable', message, details)
  }
}
