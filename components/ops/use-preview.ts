"use client";

import { useEffect, useRef, useState } from "react";
import type { OpsFinding, OpsPreview } from "@/lib/schemas/ops-answers";
import type { WriteDraft } from "@/lib/schemas/ops-form";
import { readDraft } from "@/lib/schemas/ops-form";

const PAUSE_MS = 350;

type Preview = { findings: readonly OpsFinding[]; preview: OpsPreview | null };
const NOTHING: Preview = { findings: [], preview: null };

/** Previews a form's write while the operator types: requested after a pause, and only the latest response counts. */
export function usePreview() {
  const formRef = useRef<HTMLFormElement>(null);
  const [preview, setPreview] = useState<Preview>(NOTHING);
  const [isTouched, setIsTouched] = useState(false);
  const waiting = useRef<{ timer?: ReturnType<typeof setTimeout>; request?: AbortController }>({});
  useEffect(() => {
    const { current } = waiting;
    return () => {
      clearTimeout(current.timer);
      current.request?.abort();
    };
  }, []);
  const check = () => {
    const { current } = waiting;
    setIsTouched(true);
    clearTimeout(current.timer);
    current.request?.abort();
    current.timer = setTimeout(async () => {
      if (!formRef.current) return;
      current.request = new AbortController();
      const { signal } = current.request;
      const response = await requestPreview(new FormData(formRef.current), signal).catch(() => null);
      if (!signal.aborted) setPreview(response ? { findings: response.findings, preview: response } : NOTHING);
    }, PAUSE_MS);
  };
  return { formRef, check, isTouched, ...preview };
}

/** Null while the form is not complete enough to be previewed. */
async function requestPreview(form: FormData, signal: AbortSignal): Promise<OpsPreview | null> {
  const draft = readDraft(form, Date.now());
  if ((draft.action === "override" && !draft.state) || (draft.action === "plan_window" && !isPlanned(draft)))
    return null;
  const response = await fetch("/api/ops/preview", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(draft),
    signal,
  });
  return response.ok ? ((await response.json()) as OpsPreview) : null;
}

const isPlanned = ({ surface_ids: ids, starts_at: from, ends_at: to }: WriteDraft): boolean =>
  Boolean(ids && from && to && from < to);
