"use server";

import { refresh } from "next/cache";
import { attempt, type OperatorSession, operatorAction } from "@/app/_ops/operator-page";
import { PURGE_REFUSED } from "@/components/ops/purge-refused";
import { isLanguage, LANGUAGES, type Language } from "@/lib/schemas/language";
import type { OpsPreview } from "@/lib/schemas/ops-answers";
import type { ActStep, OpsProblem, WriteDraft, WriteStep } from "@/lib/schemas/ops-form";
import { draftFrom, listMissing, readDraft, rebase, toRequest, withSeen } from "@/lib/schemas/ops-form";
import { OpsWrite } from "@/lib/schemas/ops-write";
import { parseWith } from "@/lib/server/body";
import { resendDeadLetters } from "@/lib/services/notices/outbox-for-operators";
import { acknowledge, invalidateNow, muteSurface, runJobNow } from "@/lib/services/operators/run-and-acknowledge";
import { previewWrite, writeAsOperator } from "@/lib/services/operators/write";

/** One step of a write: preview the form, confirm the preview, or return to the form. */
export const stepWrite = operatorAction(async (session, form, before): Promise<WriteStep> => {
  const step = form.get("step");
  const write = form.has("write") ? draftFrom(form.get("write")) : readDraft(form);
  if (step === "edit") return { step, write, problem: null };
  if (step === "confirm") return confirm(session, write);
  const language = String(form.get("language"));
  if (!isLanguage(language)) return preview(session, write);
  return keepConflict(before, await preview(session, write, { language, requestId: write.request_id }));
});

/** Another language is no answer to a conflict: it stays shown until the operator confirms or goes back. */
const keepConflict = (before: WriteStep, next: WriteStep): WriteStep =>
  before?.step === "confirm" && next.step === "confirm"
    ? { ...next, conflict: next.conflict ?? before.conflict }
    : next;

/** In which language messages are shown; the same write in another language stays the same request. */
type Shown = { language?: Language; requestId?: string | undefined };

/** Sets the `request_id`, so that a confirmation that is sent twice is applied once. */
async function preview(
  { ctx, operator }: OperatorSession,
  draft: WriteDraft,
  { language = LANGUAGES[0], requestId = crypto.randomUUID() }: Shown = {},
): Promise<WriteStep> {
  const edit = (problem: OpsProblem): WriteStep => ({
    ...{ step: "edit", write: draft },
    problem: problem.issues.length > 0 ? toProblem(problem.code, problem.issues) : problem,
  });
  const missing = listMissing(draft);
  if (missing.length > 0) return edit(toProblem("invalid_request", missing));
  const write = { ...draft, request_id: requestId };
  return attempt(async () => {
    const input = parseWith(OpsWrite, toRequest(write, ctx.now));
    const preview = await previewWrite(ctx, operator, { input, language });
    const { findings, changed_meanwhile: isConflict, meanwhile } = preview;
    if (findings.length > 0) return edit(toProblem("copy_policy", findings));
    const based = isConflict ? upToDate(write, preview) : withSeen(write, preview.seen);
    return { step: "confirm", write: based, preview, conflict: isConflict ? meanwhile : null, problem: null };
  }, edit);
}

/** Writes; after a conflict it shows what another operator wrote and previews the same write again. `refresh` reloads the page around the form. */
async function confirm(session: OperatorSession, write: WriteDraft): Promise<WriteStep> {
  return attempt<WriteStep>(
    async () => {
      const request = parseWith(OpsWrite, toRequest(write, session.ctx.now));
      const result = await writeAsOperator(session.ctx, session.operator, request);
      if (write.surfaces) refresh();
      return { step: "done", write, result };
    },
    (problem, error) =>
      error.code === "changed_meanwhile" ? preview(session, write) : { step: "edit", write, problem },
  );
}

const toProblem = (code: string, issues: OpsProblem["issues"]): OpsProblem => ({
  code,
  title:
    issues.length === 1
      ? "Nothing was written: one field needs a change."
      : "Nothing was written: some fields need a change.",
  issues,
  meanwhile: [],
});

/** The write on top of what the operator is now shown of another's. */
function upToDate(write: WriteDraft, { seen, record, surfaces }: OpsPreview): WriteDraft {
  const notes = new Set(surfaces.map(({ before }) => before.public_note ?? ""));
  const [note] = notes.size === 1 ? notes : [undefined];
  const before = record?.before ?? (note === undefined ? {} : { public_note: note });
  const stored = Object.fromEntries(Object.entries(before).map(([name, value]) => [name, value ?? ""]));
  return rebase(write, { seen, stored });
}

type Act = OperatorSession & { form: FormData; request_id: string | undefined };

/** A server action for one operator action; its result is one sentence. */
const act = (work: (act: Act) => Promise<string>) =>
  operatorAction((session, form): Promise<ActStep> => {
    const requestId = crypto.randomUUID();
    const request_id = String(form.get("request_id") ?? "") || undefined;
    return attempt<ActStep>(
      async () => ({ result: await work({ ...session, form, request_id }), problem: null, requestId }),
      (problem) => ({ result: null, problem, requestId }),
    );
  });

/** Acknowledges an open alert. */
export const acknowledgeAlert = act(async ({ ctx, operator, form, request_id }) => {
  const { alert } = await acknowledge(ctx, operator, { alertId: Number(form.get("alert")), request_id });
  return `Acknowledged by ${alert.acknowledged_by}.`;
});

/** Mutes a surface's alerts, or turns them on again. */
export const muteAlerts = act(async ({ ctx, operator, form, request_id }) => {
  const isMuted = form.get("mute") === "1";
  await muteSurface(ctx, operator, { surfaceId: String(form.get("surface") ?? ""), isMuted, request_id });
  refresh();
  return isMuted ? "Its alerts are muted." : "Its alerts are on again.";
});

/** Runs the prober or the poller now. */
export const runJob = act(async ({ ctx, operator, form, request_id }) => {
  const job = form.get("job") === "poller" ? "poller" : "prober";
  const { result } = await runJobNow(ctx, operator, { job, request_id });
  return `The ${job} ran: ${JSON.stringify(result)}`;
});

/** Makes dead letters of subscribers due again. */
export const resendFailed = act(async ({ ctx, operator, request_id }) => {
  await resendDeadLetters(ctx, operator, { request_id });
  return "Dead letters of the last six hours go out with the next tick.";
});

/** Purges the whole edge cache. */
export const invalidateAll = act(async ({ ctx, operator, request_id }) => {
  const { result } = await invalidateNow(ctx, operator, { request_id });
  return result.purged ? "The edge cache was purged." : PURGE_REFUSED;
});
