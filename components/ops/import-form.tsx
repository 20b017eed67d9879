"use client";

import { type FormEvent, useState } from "react";
import { PURGE_REFUSED } from "./purge-refused";

/** Uploads a backup to restore; needs scripts, since the file is the request's raw body. */
export function ImportForm() {
  const [result, setResult] = useState("");
  const [isPending, setIsPending] = useState(false);
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setIsPending(true);
    const response = await fetch(`/api/ops/import?replace=${form.has("replace") ? 1 : 0}`, {
      method: "POST",
      headers: { "Content-Type": "application/x-ndjson" },
      body: form.get("file") as File,
    }).catch(() => null);
    setResult(response ? describeImport(response.ok, await response.json()) : "The server did not answer.");
    setIsPending(false);
  };
  return (
    <form onSubmit={send} className="space-y-3">
      <label className="ops-field">
        <span>Backup (NDJSON)</span>
        <input type="file" name="file" required accept=".ndjson,application/x-ndjson" className="ops-input" />
      </label>
      <label className="ops-check">
        <input type="checkbox" name="replace" value="1" />
        Also into a database that was only seeded
      </label>
      <button type="submit" className="ops-quiet" disabled={isPending}>
        {isPending ? "Restoring …" : "Restore"}
      </button>
      <p role="status" className="text-sm wrap-anywhere">
        {result}
      </p>
      <noscript>
        <p className="text-sm">Without scripts: npm run ops -- import</p>
      </noscript>
    </form>
  );
}

type ImportResponse = { rows?: number; purged?: boolean; title?: string; detail?: string };

const describeImport = (isOk: boolean, { rows, purged, title, detail }: ImportResponse): string =>
  isOk
    ? `Restored: ${rows} rows, read back and verified.${purged ? "" : ` ${PURGE_REFUSED}`}`
    : (detail ?? title ?? "Refused.");
