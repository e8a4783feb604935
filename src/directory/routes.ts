import { Hono } from 'hono'
import { dayAt } from '../core/dates.ts'
import { input, operation, reply } from '../core/http.ts'
import type { In } from '../core/http.ts'
import { byAddress, byPerson, limited } from '../identity/limit.ts'
import { connect, noTrips } from '../platform/database.ts'
import type { Platform } from '../platform/platform.ts'
import { signedIn } from './enter.ts'
import { instance, lookUp, searchDirectory } from './find.ts'
import { whoAmI } from './me.ts'
import { provision } from './provisioning.ts'
import { COMMITTEE_KINDS, decidingBodies, isHistoric } from './rules/kinds.ts'
import {
  directoryAnswer,
  directoryItem,
  directoryQuery,
  handleParam,
  instanceAnswer,
  kindsAnswer,
  meAnswer,
  signUpInput,
  stepsAnswer,
} from './schema.ts'
import { signUpCommittee } from './sign-up.ts'

const DAY = 86_400

/** What a person may do before choosing a committee: see who they are and look around. */
export const directoryRoutes = (platform: Platform) =>
  new Hono<In>()
    .get(
      '/committee-kinds',
      operation({ summary: 'Các loại hình cơ quan', permission: 'public', answer: kindsAnswer }),
      (c) => c.json({ items: kinds(dayAt(platform.clock())) }, 200),
    )
    .get(
      '/instance',
      operation({
        summary: 'Máy chủ này đã có cơ quan nào đăng ký chưa',
        permission: 'public',
        answer: instanceAnswer,
      }),
      (c) => reply(c, 200, instance(connect(platform.control, 'control', noTrips()))),
    )
    .get(
      '/me',
      operation({
        summary: 'Người đang đăng nhập và các cơ quan của họ',
        permission: 'signed-in',
        answer: meAnswer,
      }),
      signedIn(platform),
      (c) => reply(c, 200, whoAmI(c.var.visit)),
    )
    .get(
      '/directory',
      operation({
        summary: 'Tìm cơ quan trong danh bạ',
        permission: 'signed-in',
        answer: directoryAnswer,
      }),
      signedIn(platform),
      input('query', directoryQuery),
      (c) => reply(c, 200, searchDirectory(c.var.visit, c.req.valid('query'))),
    )
    .get(
      '/directory/:handle',
      operation({ summary: 'Một cơ quan trong danh bạ', permission: 'signed-in', answer: directoryItem }),
      signedIn(platform),
      input('param', handleParam),
      (c) => reply(c, 200, lookUp(c.var.visit, c.req.valid('param').handle)),
    )

/** Signing a committee up and bringing it up, step by step. */
export const signUpRoutes = (platform: Platform) =>
  new Hono<In>()
    .post(
      '/committees',
      operation({
        summary: 'Đăng ký một cơ quan',
        permission: 'signed-in',
        answer: stepsAnswer,
        status: 201,
      }),
      limited(platform, byAddress('committees', { max: 200, seconds: DAY })),
      signedIn(platform),
      limited(platform, byPerson('committees', { max: 50, seconds: DAY })),
      input('json', signUpInput),
      (c) => reply(c, 201, signUpCommittee(c.var.visit, c.req.valid('json'))),
    )
    .post(
      '/committees/:handle/provisioning',
      operation({
        summary: 'Làm bước khởi tạo tiếp theo của cơ quan vừa đăng ký',
        permission: 'signed-in',
        answer: stepsAnswer,
      }),
      signedIn(platform),
      limited(platform, byPerson('provisioning', { max: 600, seconds: DAY / 24 })),
      input('param', handleParam),
      (c) => reply(c, 200, provision(platform, c.var.visit, c.req.valid('param').handle)),
    )

/** The kinds to choose from, current ones first, with what was historic on a day (`YYYY-MM-DD`) marked. */
const kinds = (day: string) =>
  COMMITTEE_KINDS.map((kind) => ({
    id: kind.id,
    name: kind.name,
    suffix: kind.suffix,
    party: kind.party,
    historic: isHistoric(kind, day),
    from: kind.from,
    until: kind.until,
    source: kind.source.document,
    deciding: decidingBodies(kind.id),
  }))
