import * as z from "zod";
import { boundedFetch, readText } from "../../lib/integrations/bounded-fetch";

/** How many runs in a row must see a fault, or none, before operators hear of it. */
const RUNS = 2;
const TIMEOUT_MS = 10_000;
const POSTMARK = "https://api.postmarkapp.com";

/** What is known of one fault: how many runs in a row saw it or not, and whether operators were told that it is there. */
const Watched = z.strictObject({ failed: z.int(), well: z.int(), isTold: z.boolean() });
/** Each watched thing, by its name. */
export const AlertMemory = z.record(z.string(), Watched);
export type AlertMemory = z.infer<typeof AlertMemory>;

/** What a run has found of a thing; null where it is well. */
export type Finding = { name: string; fault: string | null };

/** How operators are told, by ways that are not Cloudflare's; what is not set is not used. */
export type Channels = {
  hook: string | null;
  mail: { token: string; from: string; to: string; api?: string } | null;
};

/**
 * Tells operators of a fault that two runs in a row have seen, once, and once that it is over. What could not be sent is sent by the next
 * run. What operators were told of, and this run could not look at, is neither over nor told again.
 */
export async function alert(
  before: AlertMemory,
  findings: readonly Finding[],
  channels: Channels,
): Promise<AlertMemory> {
  const next: AlertMemory = Object.fromEntries(Object.entries(before).filter(([, { isTold }]) => isTold));
  for (const { name, fault } of findings) {
    const was = before[name] ?? { failed: 0, well: 0, isTold: false };
    const failed = fault === null ? 0 : was.failed + 1;
    const well = fault === null ? was.well + 1 : 0;
    const isDue = was.isTold ? well >= RUNS : failed >= RUNS;
    const text = was.isTold ? `Over: ${name}` : `${name}: ${fault}`;
    const isTold = isDue && (await send(text, channels)) ? !was.isTold : was.isTold;
    next[name] = { failed, well, isTold };
  }
  return next;
}

/** Whether one of the channels has taken it. */
async function send(text: string, { hook, mail }: Channels): Promise<boolean> {
  const line = `Raxx status, seen from outside: ${text}`;
  const sent = await Promise.all([
    hook !== null && post(hook, { body: { text: line } }, (status) => status >= 200 && status < 300),
    mail !== null && sendMail(mail, line),
  ]);
  return sent.some(Boolean);
}

const sendMail = ({ token, from, to, api = POSTMARK }: NonNullable<Channels["mail"]>, line: string): Promise<boolean> =>
  post(
    `${api}/email`,
    {
      headers: { "X-Postmark-Server-Token": token, Accept: "application/json" },
      body: { From: from, To: to, Subject: line.slice(0, 120), TextBody: line, MessageStream: "outbound" },
    },
    (status, text) => status === 200 && /"ErrorCode":\s*0\b/.test(text),
  );

type Message = { headers?: Record<string, string>; body: object };

async function post(url: string, { headers, body }: Message, isTaken: (status: number, text: string) => boolean) {
  try {
    const response = await boundedFetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...headers },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return isTaken(response.status, (await readText(response, 64 * 1024)) ?? "");
  } catch {
    return false;
  }
}
