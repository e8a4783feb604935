import { expect, test } from 'vitest'
import { proxyFile } from '../../src/commands/premises/units.ts'

test('the proxy writes no address into a log: links that open an account, and what people look for, stand in them', () => {
  const written = proxyFile('lienthong.example.vn')
  const format = /log_format (\w+) '([^']*)'/.exec(written)
  expect(written).toMatch(new RegExp(`access_log \\S+ ${format?.[1]};`))
  expect(format?.[2]).not.toMatch(
    /\$(?:request(?!_time|_method)|uri|args|query_string|document_uri|http_|arg_)/,
  )
  // Below crit it writes the line of the request.
  expect(written).toMatch(/error_log \S+ crit;/)
})
