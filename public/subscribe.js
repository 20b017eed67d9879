// The forms of /subscribe send the reader's zone; and the switch of browser notifications, which asks for the permission by a click alone.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
for (const input of document.querySelectorAll('input[type="hidden"][name="zone"]')) input.value = zone;

const root = document.getElementById("push");
const [start, stop, on] = ["push-start", "push-stop", "push-on"].map((id) => document.getElementById(id));
const TOKEN = "push-unsubscribe-token";

const fromBase64Url = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));

async function post(path, body) {
  const response = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

function show(isOn) {
  root.hidden = false;
  start.hidden = isOn;
  stop.hidden = on.hidden = !isOn;
}

async function subscribe() {
  if ((await Notification.requestPermission()) !== "granted") return;
  const worker = await navigator.serviceWorker.register("/push-worker.js");
  const applicationServerKey = fromBase64Url(root.dataset.key);
  const { endpoint, keys } = (
    await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey })
  ).toJSON();
  const push = { endpoint, keys: { p256dh: keys.p256dh, auth: keys.auth } };
  const { unsubscribe_token: token } = await post("/api/subscribe", {
    channel: "push",
    push,
    zone,
    language: root.dataset.language,
  });
  localStorage.setItem(TOKEN, token);
  show(true);
}

async function unsubscribe() {
  const worker = await navigator.serviceWorker.getRegistration("/push-worker.js");
  await (await worker?.pushManager.getSubscription())?.unsubscribe();
  const token = localStorage.getItem(TOKEN);
  if (token) await post("/api/unsubscribe", { token });
  localStorage.removeItem(TOKEN);
  show(false);
}

if (root && "serviceWorker" in navigator && "PushManager" in window && "Notification" in window) {
  start.addEventListener("click", subscribe);
  stop.addEventListener("click", unsubscribe);
  const worker = await navigator.serviceWorker.getRegistration("/push-worker.js");
  show(Boolean(await worker?.pushManager.getSubscription()));
}
