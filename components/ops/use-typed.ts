"use client";

import { useEffect, useState } from "react";
import { readDraft, type WriteDraft } from "@/lib/schemas/ops-form";

/**
 * What was typed into a form, kept in this tab until it is written or discarded: a reload brings it back, with what its operator
 * had seen. Where the browser has no storage, the form works without.
 */
export function useTyped(draft: WriteDraft) {
  const key = `ops-typed ${draft.action} ${draft.window_id ?? draft.incident_id ?? draft.surfaces?.map((each) => each.surface_id)}`;
  const [restored, setRestored] = useState<WriteDraft | null>(null);
  useEffect(() => setRestored(read(key)), [key]);
  const forget = () => {
    setRestored(null);
    attempt(() => sessionStorage.removeItem(key));
  };
  const save = (form: HTMLFormElement) =>
    attempt(() => sessionStorage.setItem(key, JSON.stringify(readDraft(new FormData(form)))));
  return { restored, save, forget };
}

const read = (key: string): WriteDraft | null =>
  attempt(() => JSON.parse(sessionStorage.getItem(key) ?? "null") as WriteDraft | null) ?? null;

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
