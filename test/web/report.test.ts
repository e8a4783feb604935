// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { JOBS } from '../../src/jobs.ts'
import { failureInput } from '../../src/onboarding/failures/schema.ts'
import { framesOf } from '../../web/report.ts'
import { routes } from '../../web/routes.ts'
import en from '../../web/text/en/operator.ts'
import vi from '../../web/text/vi/operator.ts'

const CHROMIUM = `TypeError: Nguyễn Văn An is not a function
    at paint (https://lienthong.example.vn/assets/page-B3x_9-.js:1:2040)
    at async https://lienthong.example.vn/assets/app-C.js:2:15
    at Object.f [as run] (https://lienthong.example.vn/assets/app-C.js:3:1)
    at g (https://lienthong.example.vn/xa-tan-lap/van-ban-den:1:1)`
const FIREFOX = `paint@https://lienthong.example.vn/assets/page-B3x_9-.js:1:2040
@https://lienthong.example.vn/assets/app-C.js:2:15`

test.each([CHROMIUM, FIREFOX])(
  'what is told of an error is where in our program, and never its words',
  (stack) => {
    const frames = framesOf(stack)
    expect(frames.slice(0, 2)).toEqual([
      'paint assets/page-B3x_9-.js:1:2040',
      expect.stringMatching(/^(async )?assets\/app-C\.js:2:15$/),
    ])
    expect(frames.join()).not.toMatch(/Nguyễn|xa-tan-lap/)
  },
)

test('the server takes what is told, from every screen', () => {
  for (const { path } of routes)
    expect(
      failureInput.safeParse({ screen: path, name: 'TypeError', frames: framesOf(CHROMIUM) }).error?.issues,
    ).toBeUndefined()
})

test('every job has a name that the operator understands', () => {
  const names = JOBS.map(({ name }) => name).sort()
  expect(Object.keys(vi.system.jobNames).sort()).toEqual(names)
  expect(Object.keys(en.system.jobNames).sort()).toEqual(names)
})
