"use client";

import { type ReactNode, useEffect, useState } from "react";
import type { Messages } from "@/components/messages/t";
import { draftFrom, type OpsProblem, readDraft, type WriteDraft, type WriteStep } from "@/lib/schemas/ops-form";
import { ConfirmStep } from "./confirm-step";
import { DoneStep } from "./done-step";
import { EditStep } from "./edit-step";
import { FormMessages } from "./form-messages";
import { useKeptAction } from "./use-kept-action";
import { useTyped } from "./use-typed";
import type { SurfaceGroup } from "./write-step";

type Props = {
  messages: Messages;
  action: (before: WriteStep, form: FormData) => Promise<WriteStep>;
  draft: WriteDraft;
  /** Surfaces by id. */
  names: Readonly<Record<string, string>>;
  /** The surfaces to choose from, by group; only to plan a window. */
  groups?: readonly SurfaceGroup[];
  /** The label of the button that leads to the preview. */
  label?: string;
  /** What else there is to do, in that button's row. */
  beside?: ReactNode;
};

/** A write in three steps: edit, confirm what customers would read, done. Each step is a plain form without scripts. */
export function WriteFlow({ messages, action, draft, names, groups = [], label = "Preview", beside }: Props) {
  const [initial] = useState(draft);
  const first: WriteStep = { step: "edit", write: initial, problem: null };
  const [state, submit, isPending] = useKeptAction(action, first, { keep, local: back });
  const { restored, save, forget } = useTyped(initial);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is written is forgotten
  useEffect(() => {
    if (state.step === "done") forget();
  }, [state.step]);
  const form = { messages, submit, isPending, names };
  if (state.step === "confirm") return <ConfirmStep {...form} state={state} />;
  if (state.step === "done") return <DoneStep {...form} state={state} />;
  const isRestored = restored !== null && state.write === initial && state.problem === null;
  const shown = isRestored ? { ...state, write: restored } : state;
  return (
    <FormMessages value={messages}>
      <EditStep
        key={JSON.stringify(shown.write)}
        {...form}
        state={shown}
        {...{ groups, label, beside, save, discard: isRestored ? forget : null }}
      />
    </FormMessages>
  );
}

/** The step as it was, with the reason: what is previewed can be confirmed again, what was typed sent again. */
const keep = (before: WriteStep, form: FormData, problem: OpsProblem): WriteStep =>
  before.step === "confirm" ? { ...before, problem } : { step: "edit", write: readWrite(form), problem };

const back = (form: FormData): WriteStep | null =>
  form.get("step") === "edit" ? { step: "edit", write: readWrite(form), problem: null } : null;

const readWrite = (form: FormData): WriteDraft => (form.has("write") ? draftFrom(form.get("write")) : readDraft(form));
