import { resource } from '../core/domain.ts'
import { route } from '../core/route.ts'
import { signUpInput, stepsAnswer } from '../directory/schema.ts'

const DAY = 86_400

/** Signing a committee up and bringing it up, step by step. */
export const signUpRoutes = resource('onboarding', 'Đăng ký cơ quan', {
  signUpCommittee: route(
    'POST /committees',
    {
      summary: 'Đăng ký một cơ quan',
      permission: 'signed-in',
      body: signUpInput,
      answer: stepsAnswer,
      status: 201,
      problems: ['conflict'],
      limits: { address: { max: 200, seconds: DAY }, person: { max: 50, seconds: DAY } },
    },
    async (visit, { body }) => (await import('./sign-up.ts')).signUpCommittee(visit, body),
  ),
  provision: route(
    'POST /committees/{handle}/provisioning',
    {
      summary: 'Làm bước khởi tạo tiếp theo của cơ quan vừa đăng ký',
      permission: 'signed-in',
      answer: stepsAnswer,
      limits: { person: { max: 600, seconds: DAY / 24 } },
    },
    async (visit, { handle }) => (await import('./provisioning.ts')).provision(visit, handle),
  ),
})
