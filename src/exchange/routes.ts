import { resource } from '../core/domain.ts'
import { idAnswer } from '../core/fields.ts'
import { bytes, BYTES, route } from '../core/route.ts'
import { documents } from '../documents/permissions.ts'
import { KINDS } from '../files/rules.ts'
import { downloadQuery } from '../files/schema.ts'
import { signaturesAnswer } from '../files/signatures/schema.ts'
import { deliveries, senders } from './permissions.ts'
import {
  acceptAnswer,
  acceptInput,
  arrivalAnswer,
  arrivalList,
  arrivalQuery,
  blockAnswer,
  blockInput,
  blockList,
  blockQuery,
  boardAnswer,
  boardQuery,
  fateAnswer,
  forwardAnswer,
  forwardInput,
  issueAnswer,
  issueInput,
  markList,
  markQuery,
  recallAnswer,
  recallInput,
  refuseInput,
  remindAnswer,
  remindInput,
  settleAnswer,
  settleInput,
  reportInput,
} from './schema.ts'

/** Issuing a document and what becomes of it at the places it went to. */
export const sendingRoutes = resource('outgoing', 'Văn bản đi', {
  issueDocument: route(
    'POST /documents/{id}/issue',
    {
      summary: 'Cấp số, phát hành: lấy số, ngày và gửi',
      permission: documents.issue,
      body: issueInput,
      answer: issueAnswer,
      problems: ['stale'],
      limits: { committee: 'papersAnHour' },
    },
    async (ctx, { id, body }) => (await import('./issue.ts')).issueDocument(ctx, id, body),
  ),
  deliveryBoard: route(
    'GET /documents/{id}/deliveries',
    {
      summary: 'Tình hình gửi nhận của một văn bản',
      permission: documents.read,
      query: boardQuery,
      answer: boardAnswer,
    },
    async (ctx, { id, query }) => (await import('./board.ts')).deliveryBoard(ctx, id, query),
  ),
  recallDocument: route(
    'POST /documents/{id}/recall',
    {
      summary: 'Thu hồi văn bản đã phát hành',
      permission: documents.issue,
      body: recallInput,
      answer: recallAnswer,
      status: 201,
    },
    async (ctx, { id, body }) => (await import('./recall.ts')).recallDocument(ctx, id, body.reason),
  ),
  forwardDocument: route(
    'POST /documents/{id}/further-recipients',
    {
      summary: 'Gửi văn bản đã phát hành đến thêm nơi nhận',
      permission: documents.issue,
      body: forwardInput,
      answer: forwardAnswer,
      status: 201,
      limits: { committee: 'papersAnHour' },
    },
    async (ctx, { id, body }) => (await import('./forward.ts')).forwardDocument(ctx, id, body.recipients),
  ),
  remindRecipients: route(
    'POST /documents/{id}/reminders',
    {
      summary: 'Đôn đốc nơi nhận chưa tiếp nhận',
      permission: documents.issue,
      body: remindInput,
      answer: remindAnswer,
      status: 201,
    },
    async (ctx, { id, body }) => (await import('./remind.ts')).remindRecipients(ctx, id, body.recipients),
  ),
  settleDeliveries: route(
    'POST /documents/{id}/settlements',
    {
      summary: 'Ghi cách giải quyết nơi từ chối hoặc chưa tiếp nhận',
      permission: documents.issue,
      body: settleInput,
      answer: settleAnswer,
      status: 201,
    },
    async (ctx, { id, body }) => (await import('./settle.ts')).settleDeliveries(ctx, id, body),
  ),
})

/** What is sent to this committee, and its answer. */
export const deliveryRoutes = resource('deliveries', 'Gửi, nhận', {
  listArrivals: route(
    'GET /deliveries',
    {
      summary: 'Văn bản gửi đến cơ quan',
      permission: deliveries.read,
      query: arrivalQuery,
      answer: arrivalList,
    },
    async (ctx, { query }) => (await import('./arrivals.ts')).listArrivals(ctx, query),
  ),
  getArrival: route(
    'GET /deliveries/{id}',
    { summary: 'Một văn bản gửi đến', permission: deliveries.read, answer: arrivalAnswer },
    async (ctx, { id }) => (await import('./arrivals.ts')).getArrival(ctx, id),
  ),
  readFate: route(
    'GET /deliveries/{id}/fate',
    {
      summary: 'Văn bản đã nhận có bị thu hồi, thay thế, sửa đổi không',
      permission: documents.read,
      answer: fateAnswer,
    },
    async (ctx, { id }) => (await import('./fate.ts')).readFate(ctx, id),
  ),
  listMarks: route(
    'GET /delivery-marks',
    {
      summary: 'Trong các văn bản đã nhận này, văn bản nào bị thu hồi, thay thế, sửa đổi',
      permission: documents.read,
      query: markQuery,
      answer: markList,
    },
    async (ctx, { query }) => (await import('./fate.ts')).listMarks(ctx, query.ids),
  ),
  downloadDelivered: bytes(
    'GET /deliveries/{id}/files/{sha256}',
    {
      summary: 'Tải xuống một tệp của văn bản gửi đến',
      permission: deliveries.read,
      query: downloadQuery,
      gives: KINDS.map(({ type }) => type),
      answer: BYTES,
      problems: ['gone'],
    },
    async (ctx, { id, sha256, request }) => {
      const [{ deliveredFile }, { serveFile }] = await Promise.all([
        import('./delivered-file.ts'),
        import('../files/serve.ts'),
      ])
      return serveFile(request, ctx, await deliveredFile(ctx, id, sha256))
    },
  ),
  checkDelivered: route(
    'GET /deliveries/{id}/files/{sha256}/signatures',
    {
      summary: 'Kiểm tra chữ ký số trong một tệp PDF gửi đến, đọc lại từ nội dung tệp',
      permission: deliveries.read,
      answer: signaturesAnswer,
      problems: ['gone'],
      limits: { person: { max: 600, seconds: 3600 } },
    },
    async (ctx, { id, sha256 }) => {
      const [{ deliveredFile }, { checkSignatures }] = await Promise.all([
        import('./delivered-file.ts'),
        import('../files/signatures/check.ts'),
      ])
      return checkSignatures(ctx, await deliveredFile(ctx, id, sha256))
    },
  ),
  acceptDelivery: route(
    'POST /deliveries/{id}/acceptance',
    {
      summary: 'Tiếp nhận, vào sổ',
      permission: deliveries.decide,
      body: acceptInput,
      answer: acceptAnswer,
      status: 201,
    },
    async (ctx, { id, body }) => (await import('./accept.ts')).acceptDelivery(ctx, id, body),
  ),
  refuseDelivery: route(
    'POST /deliveries/{id}/refusal',
    {
      summary: 'Từ chối tiếp nhận',
      permission: deliveries.decide,
      body: refuseInput,
      answer: idAnswer,
      status: 201,
    },
    async (ctx, { id, body }) => (await import('./refuse.ts')).refuseDelivery(ctx, id, body),
  ),
})

/** From whom a committee takes papers, and what it tells the operator of a sender. */
export const senderRoutes = resource('senders', 'Nơi gửi', {
  listBlocks: route(
    'GET /blocks',
    {
      summary: 'Các nơi gửi đã chặn',
      permission: senders.block,
      query: blockQuery,
      answer: blockList,
    },
    async (ctx, { query }) => (await import('./blocks.ts')).listBlocks(ctx, query),
  ),
  blockSender: route(
    'POST /blocks',
    {
      summary: 'Chặn một nơi gửi',
      permission: senders.block,
      body: blockInput,
      answer: blockAnswer,
      status: 201,
      problems: ['conflict'],
    },
    async (ctx, { body }) => (await import('./blocks.ts')).blockSender(ctx, body.handle),
  ),
  unblockSender: route(
    'DELETE /blocks/{handle}',
    { summary: 'Bỏ chặn một nơi gửi', permission: senders.block, answer: blockAnswer },
    async (ctx, { handle }) => (await import('./blocks.ts')).unblockSender(ctx, handle),
  ),
  reportCommittee: route(
    'POST /reports',
    {
      summary: 'Báo đơn vị quản lý hệ thống về một nơi gửi',
      permission: senders.block,
      body: reportInput,
      answer: idAnswer,
      status: 201,
      limits: { person: { max: 30, seconds: 3600 } },
    },
    async (ctx, { body }) => (await import('../directory/reports.ts')).reportCommittee(ctx, body),
  ),
})
