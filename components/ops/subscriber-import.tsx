"use client";

import { useState } from "react";
import type { OpsProblem } from "@/lib/schemas/ops-form";
import { type ImportStep, NO_IMPORT, readImport } from "@/lib/schemas/ops-import-form";
import { ImportDone, ImportPreview } from "./import-preview";
import { ListFields } from "./list-fields";
import { useKeptAction } from "./use-kept-action";

type Props = {
  action: (before: ImportStep, form: FormData) => Promise<ImportStep>;
  /** Surfaces by id. */
  names: Readonly<Record<string, string>>;
};

/** An import of another page's subscribers in three steps: the list, what would be done with it, done. */
export function SubscriberImport({ action, names }: Props) {
  const [initial] = useState(NO_IMPORT);
  const [state, submit, isPending] = useKeptAction(action, initial, { keep, local: back });
  const form = { submit, isPending };
  if (state.step === "done") return <ImportDone result={state.result} />;
  if (state.step === "confirm") return <ImportPreview {...form} state={state} />;
  return <ListFields key={JSON.stringify(state.draft)} {...form} state={state} names={names} />;
}

/** The step as it was, with the reason. */
const keep = (before: ImportStep, form: FormData, problem: OpsProblem): ImportStep =>
  before.step === "confirm" ? { ...before, problem } : { step: "edit", draft: readImport(form), problem };

const back = (form: FormData): ImportStep | null =>
  form.get("step") === "edit" ? { step: "edit", draft: readImport(form), problem: null } : null;
