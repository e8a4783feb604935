import { resource } from '../core/domain.ts'
import { idAnswer } from '../core/fields.ts'
import { route } from '../core/route.ts'
import { tasks } from './permissions.ts'
import {
  assignInput,
  boardQuery,
  deadlineAnswer,
  deadlineQuery,
  extendInput,
  figuresAnswer,
  figuresQuery,
  movedAnswer,
  nameInput,
  noteInput,
  nothingInput,
  reasonInput,
  reassignInput,
  reportInput,
  taskAnswer,
  taskList,
  taskQuery,
} from './schema.ts'

/** Tasks: who answers for what until when, with what product. */
export const taskRoutes = resource('tasks', 'Công việc', {
  listTasks: route(
    'GET /tasks',
    {
      summary: 'Nhiệm vụ của đơn vị, nhiệm vụ đã giao',
      permission: tasks.read,
      query: taskQuery,
      answer: taskList,
    },
    async (ctx, { query }) => (await import('./list.ts')).listTasks(ctx, query),
  ),
  taskBoard: route(
    'GET /task-board',
    {
      summary: 'Nhiệm vụ của toàn cơ quan: đang mở, đã kết thúc, đến hạn hoặc được giao trong kỳ',
      permission: tasks.board,
      query: boardQuery,
      answer: taskList,
    },
    async (ctx, { query }) => (await import('./list.ts')).taskBoard(ctx, query),
  ),
  taskFigures: route(
    'GET /task-figures',
    {
      summary: 'Số liệu thực hiện nhiệm vụ đến hạn trong kỳ, theo đơn vị và cán bộ',
      permission: tasks.board,
      query: figuresQuery,
      answer: figuresAnswer,
    },
    async (ctx, { query }) => (await import('./figures.ts')).taskFigures(ctx, query),
  ),
  getTask: route(
    'GET /tasks/{id}',
    { summary: 'Một nhiệm vụ', permission: tasks.read, answer: taskAnswer },
    async (ctx, { id }) => (await import('./read.ts')).getTask(ctx, id),
  ),
  taskDeadline: route(
    'GET /tasks/{id}/deadline',
    { summary: 'Hạn của một nhiệm vụ được tính thế nào', permission: tasks.read, answer: deadlineAnswer },
    async (ctx, { id }) => (await import('./read.ts')).taskDeadline(ctx, id),
  ),
  explainDeadline: route(
    'GET /deadline',
    {
      summary: 'Một ngày làm hạn: có làm việc không, ngày làm việc tiếp theo, căn cứ',
      permission: tasks.read,
      query: deadlineQuery,
      answer: deadlineAnswer,
    },
    async (ctx, { query }) => (await import('./deadline.ts')).explainDeadline(ctx, query.on),
  ),
  assignTask: route(
    'POST /tasks',
    {
      summary: 'Giao nhiệm vụ',
      permission: tasks.assign,
      body: assignInput,
      answer: idAnswer,
      status: 201,
    },
    async (ctx, { body }) => (await import('./assign.ts')).assignTask(ctx, body),
  ),
  doPart: route(
    'POST /tasks/{id}/part',
    {
      summary: 'Ghi xong phần phối hợp, hoặc đã biết',
      permission: tasks.part,
      body: noteInput,
      answer: movedAnswer,
    },
    async (ctx, { id, body }) => (await import('./part.ts')).doPart(ctx, id, body.note),
  ),
  acceptTask: route(
    'POST /tasks/{id}/acceptance',
    { summary: 'Nhận việc', permission: tasks.work, body: nothingInput, answer: movedAnswer },
    async (ctx, { id }) => (await import('./steps.ts')).acceptTask(ctx, id),
  ),
  declineTask: route(
    'POST /tasks/{id}/refusal',
    {
      summary: 'Xin chuyển nhiệm vụ không đúng đơn vị',
      permission: tasks.work,
      body: reasonInput,
      answer: movedAnswer,
    },
    async (ctx, { id, body }) => (await import('./steps.ts')).declineTask(ctx, id, body.reason),
  ),
  reportTask: route(
    'POST /tasks/{id}/report',
    { summary: 'Báo cáo kết quả', permission: tasks.work, body: reportInput, answer: movedAnswer },
    async (ctx, { id, body }) => (await import('./steps.ts')).reportTask(ctx, id, body),
  ),
  askExtension: route(
    'POST /tasks/{id}/extension',
    { summary: 'Xin gia hạn', permission: tasks.work, body: extendInput, answer: movedAnswer },
    async (ctx, { id, body }) => (await import('./steps.ts')).askExtension(ctx, id, body),
  ),
  grantExtension: route(
    'POST /tasks/{id}/extension/approval',
    { summary: 'Đồng ý gia hạn', permission: tasks.judge, body: noteInput, answer: movedAnswer },
    async (ctx, { id, body }) => (await import('./steps.ts')).grantExtension(ctx, id, body.note),
  ),
  denyExtension: route(
    'POST /tasks/{id}/extension/refusal',
    { summary: 'Không gia hạn', permission: tasks.judge, body: reasonInput, answer: movedAnswer },
    async (ctx, { id, body }) => (await import('./steps.ts')).denyExtension(ctx, id, body.reason),
  ),
  approveTask: route(
    'POST /tasks/{id}/approval',
    { summary: 'Duyệt kết quả: hoàn thành', permission: tasks.judge, body: noteInput, answer: movedAnswer },
    async (ctx, { id, body }) => (await import('./steps.ts')).approveTask(ctx, id, body.note),
  ),
  returnTask: route(
    'POST /tasks/{id}/return',
    { summary: 'Trả kết quả để làm lại', permission: tasks.judge, body: reasonInput, answer: movedAnswer },
    async (ctx, { id, body }) => (await import('./steps.ts')).returnTask(ctx, id, body.reason),
  ),
  namePerson: route(
    'POST /tasks/{id}/person',
    {
      summary: 'Giao người thực hiện trong đơn vị',
      permission: tasks.steer,
      body: nameInput,
      answer: movedAnswer,
    },
    async (ctx, { id, body }) => (await import('./steps.ts')).namePerson(ctx, id, body.personId),
  ),
  reassignTask: route(
    'POST /tasks/{id}/reassignment',
    {
      summary: 'Giao lại cho đơn vị, cá nhân khác',
      permission: tasks.steer,
      body: reassignInput,
      answer: movedAnswer,
    },
    async (ctx, { id, body }) => (await import('./steps.ts')).reassignTask(ctx, id, body),
  ),
  suspendTask: route(
    'POST /tasks/{id}/suspension',
    { summary: 'Tạm dừng nhiệm vụ', permission: tasks.steer, body: reasonInput, answer: movedAnswer },
    async (ctx, { id, body }) => (await import('./steps.ts')).suspendTask(ctx, id, body.reason),
  ),
  resumeTask: route(
    'POST /tasks/{id}/resumption',
    { summary: 'Tiếp tục nhiệm vụ', permission: tasks.steer, body: noteInput, answer: movedAnswer },
    async (ctx, { id, body }) => (await import('./steps.ts')).resumeTask(ctx, id, body.note),
  ),
  cancelTask: route(
    'POST /tasks/{id}/cancellation',
    { summary: 'Hủy nhiệm vụ', permission: tasks.steer, body: reasonInput, answer: movedAnswer },
    async (ctx, { id, body }) => (await import('./steps.ts')).cancelTask(ctx, id, body.reason),
  ),
})
