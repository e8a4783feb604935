// Shows what a push service brings, and opens the page it is about. It answers for no page and keeps nothing.
addEventListener('push', (event) => {
  const { title, body, url, tag } = event.data.json()
  event.waitUntil(
    registration.showNotification(title, { body, tag, data: { url }, icon: '/mark.svg', lang: 'vi' }),
  )
})

addEventListener('notificationclick', (event) => {
  event.notification.close()
  const { url } = event.notification.data
  event.waitUntil(open(url))
})

// Only pages of this site are opened, whatever a message says.
async function open(url) {
  const target = new URL(url, location.origin)
  if (target.origin !== location.origin) return
  const pages = await clients.matchAll({ type: 'window' })
  const there = pages.find((page) => page.url === target.href)
  await (there ? there.focus() : clients.openWindow(target.href))
}
