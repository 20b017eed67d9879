import type { SurfaceEntry } from "../../lib/schemas/registry";
import { startFreescout } from "../../test/fakes/freescout";
import { PARTNERS, type Said } from "../../test/fakes/partners";
import type { Mail } from "../../test/fakes/postmark";
import { type Reply, startFakeServer } from "../../test/fakes/server";
import { signBase64 } from "../../test/support/freescout";
import type { Variables } from "../local-settings";

/** A ticket on a surface in FreeScout, last edited at `at` (epoch milliseconds). */
export type Ticket = {
  id: number;
  on: string;
  status: "active" | "closed";
  severity: "degraded" | "partial" | "down";
  note: string;
  at: number;
};

/** Creates or edits a ticket; returns its webhook's body. */
export type FileTicket = (ticket: Ticket) => string;

/** A site's condition; `login` is a redirect to Cloudflare Access, which the prober can't pass. */
export type Condition = "well" | "failing" | "login";

/** A partner's status page: a state and an incident, or `silent`, which is no response. */
export type Statement = { state: Said; title?: string } | "silent";

/** The shortest poll interval that the schema allows. */
const INTERVAL_S = 30;

const LOGIN = "https://raxx.cloudflareaccess.com/cdn-cgi/access/login";

const findPartner = (entry: SurfaceEntry) =>
  Object.values(PARTNERS).find(({ feed }) => feed.kind === entry.partner_feed?.kind);

/** The registry's surfaces, with every probe and feed URL on this machine. */
export const demoSurfaces = (entries: readonly SurfaceEntry[], url: string): SurfaceEntry[] =>
  entries.map((entry) => {
    const partner = findPartner(entry);
    const path = `${url}/partners/${entry.id}/${partner?.path}`;
    return {
      ...entry,
      probe_url: entry.probe_url && `${url}/sites/${entry.id}`,
      partner_feed: partner ? { ...partner.feed, url: path, interval_s: INTERVAL_S } : null,
    };
  });

/** What the demo prints of what goes out: alerts to operators, and mails to subscribers. */
export type Shown = { showAlert: (text: string) => void; showMail: (text: string) => void };

/** A mail in a line: to whom, its subject, and the path of its first link, which leads to the demo too. */
function describeMail({ To, Subject, TextBody }: Mail): string {
  const [, path = ""] = /https:\/\/status\.raxx\.app(\S+)/.exec(TextBody) ?? [];
  return `${To}: ${Subject} (${path})`;
}

/** The demo's fake upstreams on this machine: sites, partners' status pages, FreeScout, an alert channel, Postmark. */
export async function startWorld(entries: readonly SurfaceEntry[], { showAlert, showMail }: Shown) {
  const [server, freescout] = await Promise.all([startFakeServer(), startFreescout()]);
  const sites = new Map<string, Condition>();
  const partners = new Map<string, Statement>();
  const nameOf = (id: string) => entries.find((entry) => entry.id === id)?.display_name ?? id;
  server.at("/control", { status: 204 });
  server.at("/alerts", ({ body }) => {
    showAlert(String((JSON.parse(body) as { text?: unknown }).text ?? ""));
    return {};
  });
  server.at("/email/batch", ({ body }) => {
    const mails = JSON.parse(body) as Mail[];
    for (const mail of mails) showMail(describeMail(mail));
    return { body: mails.map(() => ({ ErrorCode: 0, Message: "OK" })) };
  });
  for (const entry of entries) {
    server.at(`/sites/${entry.id}`, () => siteReply(sites.get(entry.id) ?? "well", entry));
    const partner = findPartner(entry);
    for (const path of Object.keys(partner?.answers("OPERATIONAL", 0) ?? {}))
      server.at(`/partners/${entry.id}/${path}`, () => {
        const statement = partners.get(entry.id) ?? { state: "OPERATIONAL" };
        if (statement === "silent") return { status: 503 };
        return partner?.answers(statement.state, Date.now(), statement.title)[path] ?? { status: 404 };
      });
  }
  return {
    url: server.url,
    freescoutUrl: freescout.url,
    surfaces: demoSurfaces(entries, server.url),
    setSite: (id: string, condition: Condition) => void sites.set(id, condition),
    setPartner: (id: string, statement: Statement) => void partners.set(id, statement),
    file: ({ on, at, ...ticket }: Ticket) =>
      freescout.file({ ...ticket, tag: nameOf(on), updated: `${new Date(at).toISOString().slice(0, 19)}Z` }),
    /** Clears the fakes' recorded requests: a demo runs for days. */
    forget: () => {
      for (const { asked } of [server, freescout]) asked.length = 0;
    },
    stop: () => Promise.all([server.stop(), freescout.stop()]),
  };
}

export type World = Awaited<ReturnType<typeof startWorld>>;

function siteReply(condition: Condition, { probe_expect: expected }: SurfaceEntry): Reply {
  if (condition === "failing") return { status: 503, body: "The application is not running" };
  const location = condition === "login" ? LOGIN : expected?.location;
  const status = condition === "login" ? 302 : expected?.status?.[0];
  return {
    status: status ?? (location ? 301 : 200),
    body: expected?.text ?? "ok",
    ...(location && { headers: { Location: location } }),
  };
}

type PlannedWindow = { surface_ids: readonly string[]; starts_at: Date; ends_at: Date; public_note: string };
type TimedOverride = { surface_id: string; state: string; public_note: string; expires_at: Date };

const ACTOR = "demo script";
const API = "/api/internal/status";

/** Clients of the server's API, as FreeScout and an operator's tools call it. */
export function makeClients(url: string, secrets: Variables, file: World["file"]) {
  const token = { "X-Internal-Status-Token": secrets.STATUS_INTERNAL_WRITE_TOKEN ?? "" };
  const post = async (path: string, body: string, headers: Record<string, string> = token): Promise<void> => {
    const init = { method: "POST", headers: { "Content-Type": "application/json", ...headers }, body };
    const response = await fetch(`${url}${path}`, init);
    const text = await response.text();
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text.slice(0, 300)}`);
  };
  return {
    /** Creates or edits a ticket, and delivers its webhook. */
    deliver: (ticket: Ticket): Promise<void> => {
      const body = file(ticket);
      const signature = signBase64(body, secrets.FREESCOUT_WEBHOOK_SECRET ?? "");
      return post("/api/webhooks/freescout", body, { "X-FreeScout-Signature": signature });
    },
    plan: (window: PlannedWindow): Promise<void> =>
      post(`${API}/maintenance`, JSON.stringify({ ...window, actor: ACTOR })),
    /** Overrides a surface, unless an operator has overridden it. */
    override: async (claim: TimedOverride): Promise<void> => {
      const response = await fetch(`${url}${API}/snapshot`, { headers: token });
      const { surfaces } = (await response.json()) as { surfaces: { id: string; overridden: boolean }[] };
      if (surfaces.some(({ id, overridden }) => id === claim.surface_id && overridden)) return;
      await post(`${API}/update-surface`, JSON.stringify({ ...claim, state_source: "manual", actor: ACTOR }));
    },
  };
}

export type Clients = ReturnType<typeof makeClients>;
