// The forms of /subscribe send the reader's zone; and the switch of browser notifications, which asks for the permission by a click alone.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
for (const input of document.querySelectorAll('input[type="hidden"][name="zone"]')) input.value = zone;

const root = document.getElementById("push");
const [start, stop, on, failed] = ["start", "stop", "on", "failed"].map((id) => document.getElementById(`push-${id}`));
const TOKEN = "push-unsubscribe-token"; // where it was kept before the worker needed it too
const KEPT = "/subscribe.js?kept";

/** The choices and the token that ends them, where the worker finds them as well. */
const readKept = async () => (await (await caches.open("push")).match(KEPT))?.json();
const keep = async (kept) => (await caches.open("push")).put(KEPT, new Response(JSON.stringify(kept)));

/** What the page's form says, whatever its address field has; the server's defaults where there is no form. */
function readChoices() {
  const form = document.querySelector("form:has([name=kinds])");
  const fields = form && new FormData(form);
  if (!fields) return { zone, language: root.dataset.language };
  const kinds = fields.getAll("kinds");
  const chosen = {
    surfaces: fields.getAll("surfaces"),
    severity: fields.get("severity"),
    language: fields.get("language"),
  };
  return { zone, ...chosen, ...(kinds.length > 0 && { kinds }) };
}

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

/** What a click starts; what comes of it is shown, also where nothing does. */
const doing = (act) => async () => {
  failed.hidden = true;
  const hasWorked = await act().catch(() => false);
  failed.hidden = hasWorked;
  show(Boolean(await findSubscription()));
};

async function findSubscription() {
  const worker = await navigator.serviceWorker.getRegistration("/push-worker.js");
  return worker?.pushManager.getSubscription();
}

async function subscribe() {
  if ((await Notification.requestPermission()) !== "granted") return false;
  await navigator.serviceWorker.register("/push-worker.js");
  const worker = await navigator.serviceWorker.ready; // only an active one subscribes
  const applicationServerKey = fromBase64Url(root.dataset.key);
  const subscription = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
  const { endpoint, keys } = subscription.toJSON();
  const push = { endpoint, keys: { p256dh: keys.p256dh, auth: keys.auth } };
  const choices = readChoices();
  const body = { ...choices, channel: "push", push };
  try {
    const { unsubscribe_token: token } = await post("/api/subscribe", body);
    await keep({ choices, token });
  } catch {
    await subscription.unsubscribe();
    return false;
  }
  return true;
}

async function unsubscribe() {
  await (await findSubscription())?.unsubscribe();
  const token = (await readKept())?.token ?? localStorage.getItem(TOKEN);
  if (token) await post("/api/unsubscribe", { token });
  localStorage.removeItem(TOKEN);
  await caches.delete("push");
  return true;
}

if (root && "serviceWorker" in navigator && "PushManager" in window && "Notification" in window) {
  start.addEventListener("click", doing(subscribe));
  stop.addEventListener("click", doing(unsubscribe));
  show(Boolean(await findSubscription()));
}
