// Shows what is pushed, and opens its page. It answers no request, so it can never show an old page.
self.addEventListener("push", (event) => {
  const { title, text, url, tag } = event.data.json();
  event.waitUntil(self.registration.showNotification(title, { body: text, tag, icon: "/icon.svg", data: { url } }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(self.clients.openWindow(event.notification.data.url));
});
