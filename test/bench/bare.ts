import { serve } from '@hono/node-server'
import { createClient } from '@libsql/client'
import { Hono } from 'hono'

/**
 * The yardstick: twenty rows of 450 from a bare client through a bare router, with no session, no rights and no
 * words. What a machine takes for it is what it would take for anything.
 *
 *     node test/bench/bare.ts <file> <port>
 */
const [path = '', port = '0'] = process.argv.slice(2)
const client = createClient({ url: `file:${path}` })
await client.execute('create table paper (id integer primary key, notation text, subject text, at integer)')
for (let at = 0; at < 450; at += 1) {
  const subject = `Về việc đẩy mạnh chuyển đổi số trong hoạt động của các cơ quan, lần thứ ${at}`
  await client.execute({
    sql: 'insert into paper values (?, ?, ?, ?)',
    args: [at, `${at}-CT/TU`, subject, at],
  })
}
const app = new Hono()
app.get('/list', async (c) =>
  c.json((await client.execute('select * from paper order by id desc limit 20')).rows),
)
serve({ fetch: app.fetch, port: Number(port) })
