import { createHash, randomUUID } from 'node:crypto'
import type { Wrong } from './addresses.ts'
import type { Env } from './env.ts'
import { s3Store, StoreRefused } from './files-s3.ts'
import { refuse } from './standing.ts'

/** What a store's refusal means, by its code (S3 API reference, error responses). */
const MEANS: Record<string, (env: Env) => Wrong> = {
  NoSuchBucket: ({ S3_BUCKET }) => ({
    settings: ['S3_BUCKET'],
    said: `kho tệp chưa có bucket "${S3_BUCKET}". Tạo bucket này trước`,
  }),
  InvalidBucketName: ({ S3_BUCKET }) => ({
    settings: ['S3_BUCKET'],
    said: `"${S3_BUCKET}" không dùng làm tên bucket được`,
  }),
  InvalidAccessKeyId: () => ({ settings: ['S3_KEY_ID'], said: 'kho tệp không biết mã khóa này' }),
  SignatureDoesNotMatch: () => ({
    settings: ['S3_SECRET', 'S3_REGION'],
    said: 'chữ ký không khớp; khóa bí mật hoặc vùng chưa đúng',
  }),
  AuthorizationHeaderMalformed: () => ({ settings: ['S3_REGION'], said: 'vùng của kho tệp chưa đúng' }),
  RequestTimeTooSkewed: () => ({
    settings: ['S3_ENDPOINT'],
    said: 'đồng hồ máy này lệch với đồng hồ của kho tệp. Đề nghị chỉnh đồng hồ',
  }),
  AccessDenied: ({ S3_BUCKET }) => ({
    settings: ['S3_KEY_ID'],
    said: `khóa này không được ghi, đọc và xóa trong bucket "${S3_BUCKET}"`,
  }),
}

/**
 * Looks at the bucket of files before anything stands on it: brings a small file in, sees it, and removes it.
 * @throws Error that names the setting to mend
 */
export async function lookAtBucket(env: Env): Promise<void> {
  if (env.S3_ENDPOINT === undefined) return
  const store = s3Store(env)
  const bytes = new TextEncoder().encode(`thử ${randomUUID()}`)
  const key = { owner: 'thu-kho-tep', sha256: createHash('sha256').update(bytes).digest('hex') }
  try {
    await store.put(key, bytes.length, new Blob([bytes]).stream())
    const seen = await store.head(key)
    await store.remove(key)
    if (seen?.size === bytes.length) return
  } catch (error) {
    refuse([meaning(env, error)])
  }
  const said = 'nơi trả lời không giữ tệp vừa gửi; không phải kho tệp theo chuẩn S3'
  refuse([{ settings: ['S3_ENDPOINT'], said }])
}

function meaning(env: Env, error: unknown): Wrong {
  const settings = ['S3_ENDPOINT']
  if (!(error instanceof StoreRefused)) return { settings, said: `${env.S3_ENDPOINT} không trả lời` }
  const known = MEANS[error.code]?.(env)
  if (known !== undefined) return known
  if (error.status === 404)
    return {
      settings: [...settings, 'S3_BUCKET'],
      said: 'kho tệp không có bucket này, hoặc không biết khóa này',
    }
  return { settings, said: `kho tệp từ chối (HTTP ${error.status} ${error.code})` }
}
