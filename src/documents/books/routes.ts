import { resource } from '../../core/domain.ts'
import { idAnswer } from '../../core/fields.ts'
import { route } from '../../core/route.ts'
import { books, documents, registers } from '../permissions.ts'
import {
  arrivalBookAnswer,
  arrivalBookInput,
  arrivalBookList,
  cancelInput,
  incomingRegisterQuery,
  incomingRegisterRow,
  outgoingRegisterQuery,
  outgoingRegisterRow,
  registerOf,
  reservationInput,
  reserved,
  seriesAnswer,
  seriesInput,
  seriesList,
} from './schema.ts'

/** Runs of numbers, books and registers, and numbers held for papers that are not here. */
export const bookRoutes = resource('books', 'Sổ, số và ký hiệu', {
  listSeries: route(
    'GET /number-series',
    { summary: 'Các dãy số văn bản đi của nhiệm kỳ', permission: books.manage, answer: seriesList },
    async (ctx) => (await import('./series.ts')).listSeries(ctx),
  ),
  setSeries: route(
    'PUT /number-series',
    {
      summary: 'Đặt số tiếp theo của một dãy số',
      permission: books.manage,
      body: seriesInput,
      answer: seriesAnswer,
    },
    async (ctx, { body }) => (await import('./series.ts')).setSeries(ctx, body),
  ),
  listArrivalBooks: route(
    'GET /arrival-books',
    { summary: 'Các sổ văn bản đến', permission: books.manage, answer: arrivalBookList },
    async (ctx) => (await import('./arrival-book.ts')).listArrivalBooks(ctx),
  ),
  setArrivalBook: route(
    'PUT /arrival-books/{id}',
    {
      summary: 'Đặt cách đếm và số đến tiếp theo của một sổ',
      permission: books.manage,
      body: arrivalBookInput,
      answer: arrivalBookAnswer,
      version: 'must',
    },
    async (ctx, { id, version, body }) =>
      (await import('./arrival-book.ts')).setArrivalBook(ctx, id, version, body),
  ),
  outgoingRegister: route(
    'GET /registers/outgoing',
    {
      summary: 'Sổ đăng ký văn bản đi',
      permission: registers.read,
      query: outgoingRegisterQuery,
      answer: registerOf(outgoingRegisterRow),
    },
    async (ctx, { query }) => (await import('./outgoing-register.ts')).outgoingRegister(ctx, query),
  ),
  incomingRegister: route(
    'GET /registers/incoming',
    {
      summary: 'Sổ đăng ký văn bản đến',
      permission: registers.read,
      query: incomingRegisterQuery,
      answer: registerOf(incomingRegisterRow),
    },
    async (ctx, { query }) => (await import('./incoming-register.ts')).incomingRegister(ctx, query),
  ),
  reserveNumber: route(
    'POST /number-reservations',
    {
      summary: 'Giữ số cho văn bản mật hoặc văn bản giấy',
      permission: documents.issue,
      body: reservationInput,
      answer: reserved,
      status: 201,
    },
    async (ctx, { body }) => (await import('./reserve.ts')).reserveNumber(ctx, body),
  ),
  cancelNumber: route(
    'POST /number-reservations/{id}/cancellation',
    {
      summary: 'Hủy số đang giữ',
      permission: documents.issue,
      body: cancelInput,
      answer: idAnswer,
      status: 201,
    },
    async (ctx, { id, body }) => (await import('./reserve.ts')).cancelNumber(ctx, id, body.reason),
  ),
})
