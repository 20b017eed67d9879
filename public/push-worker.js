// Shows what is pushed, and opens its page. It answers no request, so it can never show an old page.
self.addEventListener("push", (event) => {
  const { title, text, url, tag } = event.data.json();
  event.waitUntil(self.registration.showNotification(title, { body: text, tag, icon: "/icon.svg", data: { url } }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(self.clients.openWindow(event.notification.data.url));
});

// A push service may give the browser another address at any time: it is signed up with the choices of the form, and the old one ends.
self.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(renew(event)));

async function renew({ oldSubscription, newSubscription }) {
  const cache = await caches.open("push");
  const kept = await (await cache.match("/subscribe.js?kept"))?.json();
  if (!kept) return;
  const options = { userVisibleOnly: true, applicationServerKey: oldSubscription?.options.applicationServerKey };
  const subscription = newSubscription ?? (await self.registration.pushManager.subscribe(options));
  const { endpoint, keys } = subscription.toJSON();
  const push = { endpoint, keys: { p256dh: keys.p256dh, auth: keys.auth } };
  const answer = await post("/api/subscribe", { ...kept.choices, channel: "push", push });
  const { unsubscribe_token: token } = await answer.json();
  await cache.put("/subscribe.js?kept", new Response(JSON.stringify({ choices: kept.choices, token })));
  if (kept.token) await post("/api/unsubscribe", { token: kept.token });
}

async function post(path, body) {
  const headers = { "Content-Type": "application/json" };
  const response = await fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response;
}
