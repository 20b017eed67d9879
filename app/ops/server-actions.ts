"use server";

import { refresh } from "next/cache";
import { attempt, type OperatorSession, operatorAction } from "@/app/_ops/operator-page";
import { PURGE_REFUSED } from "@/components/ops/purge-refused";
import type { ActStep, OpsProblem, WriteDraft, WriteStep } from "@/lib/schemas/ops-form";
import { draftFrom, readDraft } from "@/lib/schemas/ops-form";
import { OpsWrite } from "@/lib/schemas/ops-write";
import { parseWith } from "@/lib/server/body";
import { acknowledge, invalidateNow, runJobNow } from "@/lib/services/operators/run-and-acknowledge";
import { previewWrite, writeAsOperator } from "@/lib/services/operators/write";

/** One step of a write: preview the form, confirm the preview, or return to the form. */
export const stepWrite = operatorAction(async (session, form): Promise<WriteStep> => {
  const step = form.get("step");
  if (step === "edit") return { step, write: draftFrom(form.get("write")), problem: null };
  if (step === "confirm") return confirm(session, draftFrom(form.get("write")));
  return preview(session, readDraft(form, session.ctx.now));
});

/** Sets the `request_id`, so that a confirmation that is sent twice is applied once. */
async function preview({ ctx, operator }: OperatorSession, draft: WriteDraft): Promise<WriteStep> {
  const write = { ...draft, request_id: crypto.randomUUID() };
  const edit = (problem: OpsProblem): WriteStep => ({ step: "edit", write: draft, problem });
  return attempt(async () => {
    const preview = await previewWrite(ctx, operator, parseWith(OpsWrite, write));
    const { findings, meanwhile, changed_meanwhile: changed } = preview;
    if (findings.length > 0)
      return edit({ code: "copy_policy", title: "The note can’t be published", issues: findings, meanwhile: [] });
    if (changed && meanwhile.length === 0) return edit(STALE);
    return { step: "confirm", write: upToDate(write, meanwhile), preview, meanwhile };
  }, edit);
}

/** Writes; after a conflict it shows the newer changes and previews the same write again. `refresh` reloads the page around the form. */
async function confirm(session: OperatorSession, write: WriteDraft): Promise<WriteStep> {
  return attempt<WriteStep>(
    async () => {
      const result = await writeAsOperator(session.ctx, session.operator, parseWith(OpsWrite, write));
      if (write.surfaces) refresh();
      return { step: "done", write, result };
    },
    (problem, error) => {
      if (error.code !== "changed_meanwhile") return { step: "edit", write, problem };
      return problem.meanwhile.length > 0 ? preview(session, write) : { step: "edit", write, problem: STALE };
    },
  );
}

const STALE = {
  code: "changed_meanwhile",
  title: "This changed since you loaded the page. Reload it and review.",
  issues: [],
  meanwhile: [],
};

/** Raises the write's versions to the changes that the operator is now shown. */
function upToDate(write: WriteDraft, rows: readonly { id: number; surface_id: string }[]): WriteDraft {
  if (!write.surfaces || rows.length === 0) return write;
  const surfaces = write.surfaces.map(({ surface_id, version }) => {
    const newer = rows.filter((row) => row.surface_id === surface_id).map(({ id }) => id);
    return { surface_id, version: Math.max(version, ...newer) };
  });
  return { ...write, surfaces };
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

/** Runs the prober or the poller now. */
export const runJob = act(async ({ ctx, operator, form, request_id }) => {
  const job = form.get("job") === "poller" ? "poller" : "prober";
  const { result } = await runJobNow(ctx, operator, { job, request_id });
  return `The ${job} ran: ${JSON.stringify(result)}`;
});

/** Purges the whole edge cache. */
export const invalidateAll = act(async ({ ctx, operator, request_id }) => {
  const { result } = await invalidateNow(ctx, operator, { request_id });
  return result.purged ? "The edge cache was purged." : PURGE_REFUSED;
});
