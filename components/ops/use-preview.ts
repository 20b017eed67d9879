"use client";

import { useEffect, useRef, useState } from "react";
import type { OpsPreview } from "@/lib/schemas/ops-answers";
import { listMissing, type OpsProblem, readDraft, toRequest, type WriteDraft } from "@/lib/schemas/ops-form";

const PAUSE_MS = 350;

/** What the note policy found, as the field shows it. */
export type Finding = OpsProblem["issues"][number];
type Preview = { findings: readonly Finding[]; preview: OpsPreview | null };

/**
 * Previews a form's write while the operator types: requested after a pause, and only the latest response counts. Findings that
 * the form was refused for stay until the next response, or until their words are gone.
 */
export function usePreview(problem: OpsProblem | null) {
  const formRef = useRef<HTMLFormElement>(null);
  const [live, setLive] = useState<Preview | null>(null);
  const [typed, setTyped] = useState<WriteDraft | null>(null);
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
    clearTimeout(current.timer);
    current.request?.abort();
    if (!formRef.current) return;
    const draft = readDraft(new FormData(formRef.current)); // now: while the form is sent, its fields are disabled
    setTyped(draft);
    current.timer = setTimeout(async () => {
      current.request = new AbortController();
      const { signal } = current.request;
      const preview = await requestPreview(draft, signal).catch(() => null);
      if (!signal.aborted)
        setLive((before) => ({ findings: preview?.findings ?? before?.findings ?? refused, preview }));
    }, PAUSE_MS);
  };
  const refused = (problem?.issues ?? []).filter(({ rule }) => rule !== undefined);
  const findings = (live?.findings ?? refused).filter(
    ({ path, words = "" }) => typed === null || textOf(typed, path).includes(words),
  );
  return { formRef, check, findings, preview: live?.preview ?? null };
}

/** A field's text, as the note policy reads it: on one line. */
const textOf = ({ public_note, title, text }: WriteDraft, path: string): string =>
  ({ public_note, title, text })[path]?.replace(/\s+/g, " ") ?? "";

/** Null while the form is not complete enough to be previewed. */
async function requestPreview(draft: WriteDraft, signal: AbortSignal): Promise<OpsPreview | null> {
  if (listMissing(draft).length > 0) return null;
  const response = await fetch("/api/ops/preview", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(toRequest(draft, Date.now())),
    signal,
  });
  return response.ok ? ((await response.json()) as OpsPreview) : null;
}
