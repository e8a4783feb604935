import { Hono } from 'hono'
import { z } from 'zod'
import { etag, ifMatch, input, operation, reply } from '../core/http.ts'
import type { In } from '../core/http.ts'
import { listArrivalBooks, setArrivalBook } from './arrival-book.ts'
import {
  arrivalBookAnswer,
  arrivalBookInput,
  arrivalBookList,
  documentTypeAnswer,
  documentTypeEdit,
  documentTypeList,
  seriesAnswer,
  seriesInput,
  seriesList,
} from './book-schema.ts'
import { listSeries, setSeries } from './series.ts'
import { editType, listTypes } from './types.ts'

const permission = 'books.manage'
const idParam = z.object({ id: z.string().min(1).max(80) })

/** Document types, runs of numbers and books of arrivals, below `/api/c/{committee}`. */
export const bookRoutes = new Hono<In>()
  .get(
    '/document-types',
    operation({
      summary: 'Danh mục tên loại văn bản',
      permission: 'organisation.read',
      answer: documentTypeList,
    }),
    (c) => reply(c, 200, listTypes(c.var.ctx)),
  )
  .patch(
    '/document-types/:id',
    operation({
      version: 'must',
      summary: 'Sửa ký hiệu, dãy số của một tên loại',
      permission,
      answer: documentTypeAnswer,
    }),
    input('param', idParam),
    input('json', documentTypeEdit),
    async (c) => {
      const { id } = c.req.valid('param')
      const done = await editType(c.var.ctx, id, ifMatch(c), c.req.valid('json'))
      c.header('ETag', etag(done.version))
      return c.json(done, 200)
    },
  )
  .get(
    '/number-series',
    operation({ summary: 'Các dãy số văn bản đi của nhiệm kỳ', permission, answer: seriesList }),
    (c) => reply(c, 200, listSeries(c.var.ctx)),
  )
  .put(
    '/number-series',
    operation({ summary: 'Đặt số tiếp theo của một dãy số', permission, answer: seriesAnswer }),
    input('json', seriesInput),
    (c) => reply(c, 200, setSeries(c.var.ctx, c.req.valid('json'))),
  )
  .get(
    '/arrival-books',
    operation({ summary: 'Các sổ văn bản đến', permission, answer: arrivalBookList }),
    (c) => reply(c, 200, listArrivalBooks(c.var.ctx)),
  )
  .put(
    '/arrival-books/:id',
    operation({
      version: 'must',
      summary: 'Đặt cách đếm và số đến tiếp theo của một sổ',
      permission,
      answer: arrivalBookAnswer,
    }),
    input('param', idParam),
    input('json', arrivalBookInput),
    async (c) => {
      const { id } = c.req.valid('param')
      const done = await setArrivalBook(c.var.ctx, id, ifMatch(c), c.req.valid('json'))
      c.header('ETag', etag(done.version))
      return c.json(done, 200)
    },
  )
