import { resource } from '../../core/domain.ts'
import { route } from '../../core/route.ts'
import { organisation } from '../../organisation/permissions.ts'
import {
  emailAnswer,
  emailInput,
  forgotten,
  handedAnswer,
  mailedAnswer,
  passwordInput,
  passwordSet,
  proofAnswer,
  proofUsed,
  waysAnswer,
} from './schema.ts'

const HOUR = 3600
const SELDOM = { max: 30, seconds: HOUR }
/** Nobody guesses 256 bits; this keeps the noise of trying away. */
const TRIES = { address: { max: 120, seconds: 600 } }

/** Addresses proven, passwords forgotten: what a link sent or handed over is good for. */
export const proofRoutes = resource('proofs', 'Xác nhận và đặt lại mật khẩu', {
  accountWays: route(
    'GET /account/ways',
    { summary: 'Hệ thống có gửi thư không', permission: 'public', answer: waysAnswer },
    (call) => Promise.resolve({ mail: call.platform.mail !== undefined }),
  ),
  askReset: route(
    'POST /account/forgotten',
    {
      summary: 'Quên mật khẩu: gửi thư có đường dẫn đặt lại',
      permission: 'public',
      body: forgotten,
      answer: mailedAnswer,
      limits: { address: SELDOM },
    },
    async (call, { body }) => (await import('./reset.ts')).askReset(call, body.email),
  ),
  askAddressProof: route(
    'POST /account/proofs',
    {
      summary: 'Gửi thư xác nhận địa chỉ của tôi',
      permission: 'signed-in',
      answer: mailedAnswer,
      problems: ['conflict'],
      limits: { person: { max: 5, seconds: HOUR } },
    },
    async (visit) => (await import('./address.ts')).askAddressProof(visit),
  ),
  changeEmail: route(
    'POST /account/email',
    {
      summary: 'Đổi địa chỉ thư: cả hai địa chỉ phải xác nhận',
      permission: 'signed-in',
      body: emailInput,
      answer: emailAnswer,
      problems: ['conflict'],
      limits: { person: { max: 10, seconds: HOUR } },
    },
    async (visit, { body, request }) => (await import('./address.ts')).changeEmail(visit, request, body),
  ),
  readProof: route(
    'GET /proofs/{token}',
    {
      summary: 'Đường dẫn này để làm gì',
      permission: 'public',
      answer: proofAnswer,
      problems: ['gone'],
      limits: TRIES,
    },
    async (call, { token }) => (await import('./reset.ts')).readProof(call, token),
  ),
  useProof: route(
    'POST /proofs/{token}',
    {
      summary: 'Xác nhận một địa chỉ thư, trong tài khoản của mình',
      permission: 'signed-in',
      answer: proofUsed,
      problems: ['not_found', 'forbidden', 'gone', 'conflict'],
      limits: TRIES,
    },
    async (visit, { token }) => (await import('./address.ts')).useProof(visit, token),
  ),
  setPassword: route(
    'POST /proofs/{token}/password',
    {
      summary: 'Đặt mật khẩu mới bằng đường dẫn',
      permission: 'public',
      body: passwordInput,
      answer: passwordSet,
      problems: ['gone'],
      limits: TRIES,
    },
    async (call, { token, body }) => (await import('./reset.ts')).setPassword(call, token, body.password),
  ),
  handLink: route(
    'POST /members/{id}/link',
    {
      summary: 'Cấp cho cán bộ đường dẫn đặt lại mật khẩu, dùng một lần',
      permission: organisation.manage,
      answer: handedAnswer,
      status: 201,
      problems: ['conflict'],
    },
    async (ctx, { id }) => (await import('./hand.ts')).handLink(ctx, id),
  ),
})
