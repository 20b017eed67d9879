import { LANGUAGES } from "./language";
import type { OpsProblem } from "./ops-form";
import { IMPORT_BYTES, type OpsImported, type OpsImportPreview } from "./ops-subscribers";

/** The form of an import as it was typed. It is in no storage and no address: each step hands it on in its own body. */
export type ImportDraft = {
  csv: string;
  names: string;
  language: string;
  confirmed_before: boolean;
  request_id?: string;
};

/** The step of an import: being edited, being confirmed, done. */
export type ImportStep =
  | { step: "edit"; draft: ImportDraft; problem: OpsProblem | null }
  | { step: "confirm"; draft: ImportDraft; preview: OpsImportPreview; problem: OpsProblem | null }
  | { step: "done"; result: OpsImported };

export const NO_IMPORT: ImportStep = {
  step: "edit",
  draft: { csv: "", names: "", language: LANGUAGES[0], confirmed_before: false },
  problem: null,
};

/** A form's fields → what was typed, or what the previous step sent along as one field. */
export function readImport(form: FormData): ImportDraft {
  const before = parse(form.get("import"));
  const text = (name: "csv" | "names" | "language") => String(before?.[name] ?? form.get(name) ?? "");
  return {
    csv: text("csv").replaceAll("\r\n", "\n"),
    names: text("names").replaceAll("\r\n", "\n"),
    language: text("language"),
    confirmed_before: Boolean(before?.confirmed_before ?? form.has("confirmed_before")),
    ...(before?.request_id && { request_id: String(before.request_id) }),
  };
}

function parse(json: FormDataEntryValue | null): Partial<ImportDraft> | null {
  try {
    return JSON.parse(String(json)) as Partial<ImportDraft> | null;
  } catch {
    return null;
  }
}

/** The text of a file, or why it is none that can be imported. */
export async function readListFile(file: File): Promise<{ csv: string } | { fault: string }> {
  if (file.size > IMPORT_BYTES)
    return { fault: `The file has over ${IMPORT_BYTES.toLocaleString("en")} bytes: import it in parts.` };
  try {
    return { csv: new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer()) };
  } catch {
    return { fault: "The file is not a text in UTF-8." };
  }
}
