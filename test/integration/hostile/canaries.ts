import type { Variables } from "../../../scripts/local-settings";

/** Values that must stay inside, each in words that nothing else of ours has. */
export const CANARIES = {
  host: "db-7.canary-vault.internal",
  address: "jane.canary@corp.example",
  broker: "Alpaca",
  ticketUrl: "https://desk.canary-vault.example/conversation/48151623?folder=2&x=<y>",
  ticketId: "48151623",
  trace: 'CanaryError: "boom" & <bust>\n    at explode (/srv/canary/secret-file.ts:13:37)',
  apiKey: "sk_live_canary4eC39HqLyjWDarjtT1zdp7dc",
  subject: "secret-subject of a customer",
  actor: "canary-actor",
  component: "Canary Component",
  title: "Canary title of a vendor",
  alert: "Canary alert of ours",
} as const;

/** Where the canaries of the registry's private columns live; the fake server's own address comes on top. */
export const PRIVATE = { probe: "/canary-probe", feed: "/canary-feed", expected: "canary-expected-text" } as const;

/** A value for every secret, as in .dev.vars, and for the others that have no need of a fake server. */
export const SECRETS = {
  STATUS_INTERNAL_WRITE_TOKEN: "canary-write-token-Zk3",
  STATUS_INTERNAL_WRITE_TOKEN_PREVIOUS: "canary-write-token-previous-Zk3",
  STATUS_WORKER_INTERNAL_KEY: "canary-worker-key-Zk3",
  STATUS_WORKER_INTERNAL_KEY_PREVIOUS: "canary-worker-key-previous-Zk3",
  FREESCOUT_WEBHOOK_SECRET: "canary-webhook-secret-Zk3",
  FREESCOUT_WEBHOOK_SECRET_PREVIOUS: "canary-webhook-secret-previous-Zk3",
  FREESCOUT_SERVICE_TOKEN: "canary-service-token-Zk3",
  FREESCOUT_WEBHOOK_PATH_TOKEN: "canary-path-token-Zk3",
  FREESCOUT_API_KEY: "canary-freescout-key-Zk3",
  PROBE_ACCESS_CLIENT_ID: "canary-client-id-Zk3",
  PROBE_ACCESS_CLIENT_SECRET: "canary-client-secret-Zk3",
  HEROKU_API_TOKEN: "canary-heroku-token-Zk3",
  SENTRY_API_TOKEN: "canary-sentry-token-Zk3",
  GITHUB_API_TOKEN: "canary-github-token-Zk3",
} as const satisfies Variables;

/** Every way in which a value may be written down without being said aloud: `spelled` in whatever case, `exact` as it stands. */
function waysOf(value: string): { spelled: string[]; exact: string[] } {
  const json = JSON.stringify(value).slice(1, -1);
  const markup = value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const quoted = [markup.replaceAll('"', "&quot;"), markup.replaceAll('"', "&#34;"), markup];
  const unicode = json.replace(/[<>&]/g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`);
  const twice = JSON.stringify(unicode).slice(1, -1);
  const encoded = encodeURIComponent(value);
  const plus = encoded.replaceAll("%20", "+");
  const hex = Buffer.from(value).toString("hex");
  const texts = [value, json, ...quoted, unicode, twice, encoded, plus, encodeURIComponent(encoded), hex];
  return { spelled: [...new Set(texts.map((text) => text.toLowerCase()))], exact: base64Of(value) };
}

export function writingsOf(value: string): string[] {
  const { spelled, exact } = waysOf(value);
  return [...spelled, ...exact];
}

/**
 * Base64 at each of its three alignments, without the characters that depend on the neighbours. A page is full of hashes in
 * base64: fewer characters than these, or any case of them, turn up in one by chance.
 */
const base64Of = (value: string): string[] =>
  [0, 1, 2].flatMap((offset) => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(value)]);
    const text = bytes.toString("base64").slice(Math.ceil((offset * 8) / 6), Math.floor((bytes.length * 8) / 6));
    return [text, text.replaceAll("+", "-").replaceAll("/", "_")];
  });

/** Finds which of the values a text holds, however it is written. */
export function finderOf(values: readonly string[]): (text: string) => string[] {
  const ways = values.map((value) => ({ value, ...waysOf(value) }));
  return (text) => {
    const small = text.toLowerCase();
    const holds = ({ spelled, exact }: (typeof ways)[number]) =>
      spelled.some((way) => small.includes(way)) || exact.some((way) => text.includes(way));
    return ways.filter(holds).map(({ value }) => value);
  };
}
