"use client";

import { useEffect, useState } from "react";
import { readDraft, type WriteDraft } from "@/lib/schemas/ops-form";

/** What takes long to write is kept on this device and not only in this tab. */
const ON_DEVICE = ["open_incident", "postmortem"];

/**
 * What was typed into a form, kept in this tab until it is written or discarded: a reload brings it back, with what its operator
 * had seen. Where the browser has no storage, the form works without.
 */
export function useTyped(draft: WriteDraft) {
  const key = `ops-typed ${draft.action} ${draft.window_id ?? draft.incident_id ?? draft.surfaces?.map((each) => each.surface_id)}`;
  const [restored, setRestored] = useState<WriteDraft | null>(null);
  const storage = () => (ON_DEVICE.includes(draft.action) ? localStorage : sessionStorage);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key names the storage's draft
  useEffect(() => setRestored(attempt(() => JSON.parse(storage().getItem(key) ?? "null")) ?? null), [key]);
  const forget = () => {
    setRestored(null);
    attempt(() => storage().removeItem(key));
  };
  const save = (form: HTMLFormElement) =>
    attempt(() => storage().setItem(key, JSON.stringify(readDraft(new FormData(form)))));
  return { restored, save, forget };
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
