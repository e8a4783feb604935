import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../../..')

const flags = (at: string, data: string, admin: string): string =>
  [
    '--enable-namespaces',
    `--http-listen-addr 127.0.0.1:${data}`,
    `--admin-listen-addr 127.0.0.1:${admin}`,
    `--auth-jwt-key-file ${join(at, 'jwt.pub.pem')}`,
    // Without it the server checkpoints by itself, and many writers at once wedge a database until it restarts.
    '--checkpoint-interval-s 20',
    `-d ${join(at, 'databases')}`,
  ].join(' ')

/** The line that starts a libsql-server as the instance needs it; its admin key stands in the environment, unseen by `ps`. */
export const serverLine = (at: string, data: string, admin: string): string =>
  `env $(cat ${join(at, 'server.env')}) sqld ${flags(at, data, admin)}`

/** The server under systemd; `%` is a sign of its own there. */
export const serverUnit = (at: string, data: string, admin: string): string => `[Unit]
Description=libsql-server của Liên Thông
After=network.target

[Service]
EnvironmentFile=${join(at, 'server.env')}
ExecStart=/usr/local/bin/sqld ${flags(at, data, admin)}
Restart=always
RestartSec=1
LimitNOFILE=65536

[Install]
WantedBy=multi-user.target
`

/** One process a port: `systemctl enable --now lien-thong@8787 lien-thong@8788`. */
export const hostUnit = (at: string): string => `[Unit]
Description=Liên Thông, cổng %i
After=libsql-server.service
Wants=libsql-server.service

[Service]
WorkingDirectory=${ROOT}
Environment=SETTINGS=${join(at, 'lien-thong.env')}
Environment=PORT=%i
ExecStart=/usr/bin/env npm start
Restart=always
RestartSec=2
TimeoutStopSec=30

[Install]
WantedBy=multi-user.target
`

/**
 * A proxy before two processes: one that does not answer, or says 503, is passed over while the other works. Its logs
 * hold no address: some open an account or an invitation, others say what somebody looked for.
 */
export const proxyFile = (
  host: string,
): string => `log_format lien_thong '$time_iso8601 $remote_addr $request_method $status $body_bytes_sent $request_time $upstream_addr';
upstream lien_thong {
  least_conn;
  server 127.0.0.1:8787 max_fails=2 fail_timeout=5s;
  server 127.0.0.1:8788 max_fails=2 fail_timeout=5s;
  keepalive 32;
}
server {
  listen 443 ssl;
  server_name ${host};
  ssl_certificate /etc/ssl/${host}.pem;
  ssl_certificate_key /etc/ssl/private/${host}.key;
  client_max_body_size 60m;
  access_log /var/log/nginx/lien-thong.log lien_thong;
  # Its words hold the address of whatever failed; what failed says GET /api/health.
  error_log /var/log/nginx/lien-thong-error.log crit;
  location / {
    proxy_pass http://lien_thong;
    proxy_http_version 1.1;
    proxy_set_header Connection "";
    proxy_set_header Host $host;
    proxy_set_header X-Forwarded-For $remote_addr;
    proxy_request_buffering off;
    proxy_read_timeout 90s;
    # Only a process that could not be reached is passed over by itself: what may have been done is not sent twice.
    proxy_next_upstream error;
  }
}
`
