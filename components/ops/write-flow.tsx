"use client";

import type { Messages } from "@/components/messages/t";
import { draftFrom, type OpsProblem, readDraft, type WriteDraft, type WriteStep } from "@/lib/schemas/ops-form";
import { ConfirmStep } from "./confirm-step";
import { DoneStep } from "./done-step";
import { EditStep } from "./edit-step";
import { FormMessages } from "./form-messages";
import { useKeptAction } from "./use-kept-action";

type Props = {
  messages: Messages;
  action: (before: WriteStep, form: FormData) => Promise<WriteStep>;
  draft: WriteDraft;
  /** Surfaces by id. */
  names: Readonly<Record<string, string>>;
  /** Whether the public page shows “Pending issue” now. */
  wasPending?: boolean;
  /** The label of the button that leads to the preview. */
  label?: string;
};

/** A write in three steps: edit, confirm what customers would read, done. Each step is a plain form without scripts. */
export function WriteFlow({ messages, action, draft, names, wasPending = false, label = "Preview" }: Props) {
  const first: WriteStep = { step: "edit", write: draft, problem: null };
  const [state, submit, isPending] = useKeptAction(action, first, toEdit);
  const form = { messages, submit, isPending, names };
  if (state.step === "confirm") return <ConfirmStep {...form} state={state} />;
  if (state.step === "done") return <DoneStep messages={messages} state={state} />;
  return (
    <FormMessages value={messages}>
      <EditStep key={JSON.stringify(state.write)} {...form} state={state} original={draft} {...{ wasPending, label }} />
    </FormMessages>
  );
}

/** The form as it was sent, to be edited again. */
function toEdit(_: WriteStep, form: FormData, problem: OpsProblem): WriteStep {
  const write = form.has("write") ? draftFrom(form.get("write")) : readDraft(form, Date.now());
  return { step: "edit", write, problem };
}
