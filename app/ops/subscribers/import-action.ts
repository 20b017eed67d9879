"use server";

import { refresh } from "next/cache";
import { attempt, type OperatorSession, operatorAction } from "@/app/_ops/operator-page";
import type { OpsProblem } from "@/lib/schemas/ops-form";
import { type ImportDraft, type ImportStep, readImport, readListFile } from "@/lib/schemas/ops-import-form";
import { OpsImportSubscribers } from "@/lib/schemas/ops-subscribers";
import { parseWith } from "@/lib/server/body";
import { importSubscribers, previewImport } from "@/lib/services/subscriptions/import-subscribers";

/** One step of an import: preview the list, confirm the preview, or return to the form. */
export const stepImport = operatorAction(async (session, form): Promise<ImportStep> => {
  const draft = readImport(form);
  const step = form.get("step");
  if (step === "edit") return { step, draft, problem: null };
  if (step === "confirm") return confirm(session, draft);
  const file = form.get("file");
  const read = file instanceof File && file.size > 0 ? await readListFile(file) : draft;
  if ("fault" in read) return toEdit(draft, refuse("csv", read.fault));
  const listed = { ...draft, csv: read.csv };
  if (listed.csv.trim() === "") return toEdit(listed, refuse("csv", "Choose a file, or paste the list."));
  return preview(session, listed);
});

const toRequest = (draft: ImportDraft) => parseWith(OpsImportSubscribers, draft);

/** Sets the `request_id`, so that a confirmation that is sent twice is applied once. */
const preview = ({ ctx }: OperatorSession, draft: ImportDraft): Promise<ImportStep> =>
  attempt<ImportStep>(
    async () => {
      const named = { ...draft, request_id: crypto.randomUUID() };
      return { step: "confirm", draft: named, preview: await previewImport(ctx, toRequest(named)), problem: null };
    },
    (problem) => toEdit(draft, problem),
  );

const confirm = ({ ctx, operator }: OperatorSession, draft: ImportDraft): Promise<ImportStep> =>
  attempt<ImportStep>(
    async () => {
      const { result } = await importSubscribers(ctx, operator, toRequest(draft));
      refresh();
      return { step: "done", result };
    },
    (problem) => toEdit(draft, problem),
  );

function toEdit(draft: ImportDraft, problem: OpsProblem): ImportStep {
  const title = problem.issues.length > 0 ? "Nothing was imported: the form needs a change." : problem.title;
  return { step: "edit", draft, problem: { ...problem, title } };
}

const refuse = (path: string, message: string): OpsProblem => ({
  ...{ code: "invalid_request", title: "", meanwhile: [] },
  issues: [{ path, message }],
});
