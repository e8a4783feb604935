/** A field of the input that is wrong, and what to do about it, in the words of the user. */
export type FieldProblem = { field: string; message: string }

/**
 * What verbs throw. A domain error knows a stable code and a Vietnamese sentence; only `core/http.ts` knows
 * which HTTP status it becomes.
 */
export class DomainError extends Error {
  readonly code: string
  readonly details: Record<string, unknown>
  constructor(code: string, message: string, details: Record<string, unknown> = {}) {
    super(message)
    this.name = new.target.name
    this.code = code
    this.details = details
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
    super(code, message, { fields })
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
  constructor(retryAfter: number) {
    super('too_many', `Thử quá nhiều lần. Đề nghị đợi ${retryAfter} giây rồi thử lại.`, { retryAfter })
  }
}

/** A database or store did not answer; nothing is known to be lost, trying again is safe. */
export class Unavailable extends DomainError {
  constructor(
    message = 'Hệ thống tạm thời chưa trả lời được. Đề nghị thử lại sau ít phút; không có dữ liệu nào bị mất.',
  ) {
    super('unavailable', message)
  }
}
