import { type Before, countListeners } from "@/db/queries/notice-fan-out";
import type { IncidentStep } from "@/lib/core/engine/outcome";
import type { Step } from "@/lib/core/notices/event";
import { toNotification } from "@/lib/integrations/channels/push";
import { firstSentence } from "@/lib/output/incident-title";
import { publicNote } from "@/lib/output/note";
import { renderBody, renderNotice, type ToldEvent } from "@/lib/output/notices/render-notice";
import { SITE } from "@/lib/output/site";
import type { Context } from "@/lib/platform/context";
import { addressIn, type Language } from "@/lib/schemas/language";
import { NoticeContent } from "@/lib/schemas/notices";
import type { OpsPreview } from "@/lib/schemas/ops-answers";
import type { OpsWrite } from "@/lib/schemas/ops-write";
import type { Draft } from "@/lib/services/operators/draft-write";
import { openChannels } from "@/lib/services/subscriptions/ends";
import { windowEvent } from "./events";

const STEPS: Record<IncidentStep["op"], Step> = { open: "opened", update: "updated", close: "resolved" };

type Drafted = { write: OpsWrite; draft: Draft; incident: ToldEvent | null; language: Language };

/**
 * What subscribers of a language would get of a write, and how many of any language at most; none where no channel is set up or nobody shall be told.
 * `incident` is what an operator's incident would tell; another one's update has the title of its own note here, and its incident's own when it is sent.
 */
export async function previewNotices(
  ctx: Context,
  { write, draft, incident, language }: Drafted,
): Promise<OpsPreview["notices"]> {
  const isSilent = "tell_nobody" in write && write.tell_nobody;
  if (isSilent || write.action === "correct_incident" || openChannels(ctx).size === 0) return [];
  const ofIncident = incident && { event: incident, before: beforeOf(incident, draft.incidentKey) };
  const previewed = [
    ...(ofIncident ? [ofIncident] : toIncidentEvents(ctx, draft)),
    ...toWindowEvents(ctx, write, draft),
  ];
  return Promise.all(
    previewed.map(async ({ event, before }) => {
      const { title, subject, text, mailText, html, url, link } = render(event, language);
      const about = { ...event, surfaces: event.content.surfaces.map(({ id }) => id) };
      const [found] = await countListeners(ctx.db, about, before);
      const body = JSON.stringify(renderBody([event], ctx.now), null, 2);
      return {
        at_most: found?.count ?? 0,
        language,
        mail: { subject, text: mailText, html },
        chat: { title, text, link, url },
        push: toNotification({ title, text }),
        webhook: body,
      };
    }),
  );
}

/** An event, and what its subscribers may have been told before it. */
type Previewed = { event: ToldEvent; before: Before };

/** A postmortem follows nothing: it is told by choice. */
const beforeOf = ({ kind }: ToldEvent, incidentKey?: string): Before =>
  incidentKey === undefined || kind === "postmortems" ? null : { incidentKey };

/** A mail of an event, in English. */
export function previewMail(event: ToldEvent): { subject: string; text: string } {
  const { subject, mailText } = render(event, "en");
  return { subject, text: mailText };
}

/** As it is sent; in place of the subscriber's token stands an ellipsis. */
const render = (event: ToldEvent, language: Language) =>
  renderNotice([event], { language, zone: "UTC" }, `${SITE}${addressIn(language, "/unsubscribe")}?token=…`);

type Named = { id: string; name: string };

const nameAll = ({ registry }: Context, ids: readonly string[]): Named[] =>
  ids.flatMap((id) => {
    const name = registry.displayName(id);
    return name === null ? [] : [{ id, name }];
  });

/** A notice for each incident of the write; a window's are told as the window. */
function toIncidentEvents(ctx: Context, { outcomes, ticketIncidents = [] }: Draft): Previewed[] {
  const steps = [
    ...ticketIncidents.map((step) => ({ step, on: "surfaceId" in step ? step.surfaceId : "" })),
    ...outcomes.flatMap(({ incidents, surface }) => incidents.map((step) => ({ step, on: surface.id }))),
  ].filter(({ step }) => !step.key.startsWith("window:"));
  return [...Map.groupBy(steps, ({ step }) => step.key).values()].flatMap((parts): Previewed[] => {
    const [first] = parts;
    const surfaces = nameAll(ctx, [...new Set(parts.map(({ on }) => on))]);
    if (!first || surfaces.length === 0) return [];
    const note = publicNote(first.step.note);
    const severity = "severity" in first.step ? first.step.severity : null;
    const title = firstSentence(note) ?? surfaces.map(({ name }) => name).join(", ");
    const content = NoticeContent.parse({ title, note, surfaces, path: "/incidents/…" });
    const told = { subject: "incident:0", revision: 1, step: STEPS[first.step.op], at: ctx.now, content };
    const kind = severity === "maintenance" ? "maintenance" : "incidents";
    const event = { ...told, kind, severity, isOver: first.step.op === "close" } as const;
    return [{ event, before: { incidentKey: first.step.key } }];
  });
}

const WINDOW_STEPS = { plan_window: "planned", edit_window: "moved" } as const;

function toWindowEvents(ctx: Context, write: OpsWrite, { record }: Draft): Previewed[] {
  const { action } = write;
  if (action !== "plan_window" && action !== "edit_window" && action !== "end_window") return [];
  const { before = null, after = null } = record ?? {};
  const plan = after ?? before;
  const isMoved = before?.starts_at !== after?.starts_at || before?.ends_at !== after?.ends_at;
  if (!plan?.starts_at || !plan.ends_at || (action === "edit_window" && !isMoved)) return [];
  const [startsAt, endsAt] = [Date.parse(plan.starts_at), Date.parse(plan.ends_at)];
  const step = action === "end_window" ? (startsAt <= ctx.now ? "ended" : "cancelled") : WINDOW_STEPS[action];
  const surfaces = nameAll(ctx, plan.surface_ids ?? []);
  const told = {
    windowId: "",
    sequence: 0,
    step,
    note: publicNote(plan.public_note ?? null),
    surfaces,
    startsAt,
    endsAt,
    at: ctx.now,
  } as const;
  const { content, ...event } = windowEvent(told);
  if (surfaces.length === 0) return [];
  const follows = "window_id" in write ? { subject: `window:${write.window_id}` } : null;
  return [{ event: { ...event, step, content: NoticeContent.parse(content) }, before: follows }];
}
