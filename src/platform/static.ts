import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { cacheControl, pageHeaders } from '../core/headers.ts'
import { packingFor, WORTH } from './encoding.ts'
import type { Packing } from './encoding.ts'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}
/** What is packed already. */
const UNPACKED = /\.(png|woff2)$/

type Encoding = Packing | 'identity'
type Asset = { bytes: Buffer; etag: string; packed: Map<Encoding, Promise<Buffer>> }

const PACK: Record<Packing, (bytes: Buffer) => Promise<Buffer>> = {
  br: (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (bytes) => promisify(gzip)(bytes, { level: 9 }),
}

/**
 * Serves the built web from memory: each file packed once, when it is first asked for. Paths that are no file
 * are the web's own and get the page; below `/assets/` there are only files.
 * @param folder the build, such as `dist/web`
 */
export async function webServer(
  folder: string,
  baseUrl: string,
): Promise<(request: Request) => Promise<Response>> {
  const assets = await readAssets(folder)
  const base = new URL(baseUrl)
  const https = base.protocol === 'https:'
  const page = '/index.html'
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return new Response(null, { status: 405, headers: { ...pageHeaders(https), allow: 'GET, HEAD' } })
    const { pathname, hostname, search } = new URL(request.url)
    // Sign-in works at one address only; whoever types the number of this machine is led to its name.
    if (hostname === '127.0.0.1' && base.hostname === 'localhost') {
      // Written into the address, not read as one: `//elsewhere` stays a path of this host.
      const led = new URL(base)
      Object.assign(led, { pathname, search })
      const location = led.href
      return new Response(null, { status: 302, headers: { ...pageHeaders(https), location } })
    }
    const path = assets.has(pathname) ? pathname : pathname.startsWith('/assets/') ? undefined : page
    const asset = path === undefined ? undefined : assets.get(path)
    if (path === undefined || asset === undefined) {
      return new Response('Không tìm thấy.', {
        status: 404,
        headers: { ...pageHeaders(https), 'content-type': 'text/plain; charset=utf-8' },
      })
    }
    const headers: Record<string, string> = {
      ...pageHeaders(https),
      'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
      'cache-control': cacheControl(path),
      etag: asset.etag,
      vary: 'Accept-Encoding',
    }
    if (request.headers.get('if-none-match') === asset.etag)
      return new Response(null, { status: 304, headers })
    const encoding = encodingFor(request, path, asset)
    const bytes = await packed(asset, encoding)
    if (encoding !== 'identity') headers['content-encoding'] = encoding
    headers['content-length'] = String(bytes.length)
    return new Response(request.method === 'HEAD' ? null : new Uint8Array(bytes), { headers })
  }
}

async function readAssets(folder: string): Promise<Map<string, Asset>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const assets = new Map<string, Asset>()
  for (const entry of entries) {
    const name = relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')
    // What hosts are told (`_headers`) lies at the top; the hash that names a chunk may begin with anything.
    if (!entry.isFile() || /^_|(^|\/)\./.test(name)) continue
    const bytes = await readFile(join(folder, name))
    const etag = `W/"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`
    assets.set(`/${name}`, { bytes, etag, packed: new Map() })
  }
  return assets
}

const encodingFor = (request: Request, path: string, { bytes }: Asset): Encoding =>
  UNPACKED.test(path) || bytes.length < WORTH
    ? 'identity'
    : (packingFor(request.headers.get('accept-encoding')) ?? 'identity')

function packed(asset: Asset, encoding: Encoding): Promise<Buffer> {
  if (encoding === 'identity') return Promise.resolve(asset.bytes)
  const known = asset.packed.get(encoding) ?? PACK[encoding](asset.bytes)
  asset.packed.set(encoding, known)
  return known
}
