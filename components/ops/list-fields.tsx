"use client";

import { type ChangeEvent, useEffect, useRef, useState } from "react";
import { OWN_TEXTS } from "@/components/messages/languages";
import { LANGUAGES } from "@/lib/schemas/language";
import { type ImportStep, readListFile } from "@/lib/schemas/ops-import-form";
import { FormErrors, useFieldError } from "./form-errors";
import { Problem } from "./problem";

export type ImportForm = { submit: (form: FormData) => void; isPending: boolean };
type Props = ImportForm & {
  state: Extract<ImportStep, { step: "edit" }>;
  names: Readonly<Record<string, string>>;
};

/** The list, names of theirs that are surfaces of ours, and the operator's word that its people agreed. */
export function ListFields({ submit, isPending, state: { draft, problem }, names }: Props) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (problem) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [problem]);
  return (
    <FormErrors issues={problem?.issues ?? []} touched={NONE}>
      <form ref={form} action={submit} className="space-y-3">
        {problem && <Problem problem={problem} hasFields />}
        <ListField csv={draft.csv} />
        <NamesField text={draft.names} names={names} />
        <label className="ops-field">
          <span>Language of their notices</span>
          <select name="language" defaultValue={draft.language} className="ops-input">
            {LANGUAGES.map((language) => (
              <option key={language} value={language} lang={language}>
                {OWN_TEXTS[language].name}
              </option>
            ))}
          </select>
        </label>
        <ConfirmedField isConfirmed={draft.confirmed_before} />
        <button type="submit" name="step" value="preview" className="ops-button" disabled={isPending}>
          {isPending ? "Reading …" : "Preview the import"}
        </button>
      </form>
    </FormErrors>
  );
}

const NONE: ReadonlySet<string> = new Set();

/** A file or a pasted list; with scripts the file's text is put into the field, so that no step loses it. */
function ListField({ csv }: { csv: string }) {
  const list = useRef<HTMLTextAreaElement>(null);
  const [fault, setFault] = useState<string | null>(null);
  const { attributes, sentence } = useFieldError("csv");
  const load = async ({ currentTarget: input }: ChangeEvent<HTMLInputElement>) => {
    const [file] = input.files ?? [];
    if (!file) return;
    const read = await readListFile(file);
    setFault("fault" in read ? read.fault : null);
    if ("csv" in read && list.current) list.current.value = read.csv;
    input.value = "";
  };
  return (
    <div className="space-y-3">
      <label className="ops-field">
        <span>CSV file: it takes the place of the text below</span>
        <input type="file" name="file" accept=".csv,.tsv,.txt,text/csv" onChange={load} className="ops-input" />
      </label>
      <p role="status" data-state="DOWN" className="text-sm text-state-ink empty:hidden">
        {fault}
      </p>
      <label className="ops-field">
        <span>Or the list itself: the CSV of another status page, or a mail address a line</span>
        <textarea
          ref={list}
          name="csv"
          rows={6}
          defaultValue={csv}
          autoComplete="off"
          spellCheck={false}
          className="ops-input"
          {...attributes}
        />
        {sentence}
      </label>
    </div>
  );
}

type NamesProps = { text: string; names: Readonly<Record<string, string>> };

function NamesField({ text, names }: NamesProps) {
  const { attributes, sentence } = useFieldError("names");
  const [id = "", name = ""] = Object.entries(names)[0] ?? [];
  return (
    <div>
      <label className="ops-field">
        <span>Their components that have another name here (optional): “Their name = surface id”, one a line</span>
        <textarea
          name="names"
          rows={3}
          defaultValue={text}
          placeholder={`Their ${name} = ${id}`}
          spellCheck={false}
          className="ops-input"
          {...attributes}
        />
        {sentence}
      </label>
      <details className="mt-1 text-sm">
        <summary className="link inline-flex min-h-11 items-center">Ids of our surfaces</summary>
        <ul className="mt-1 columns-1 sm:columns-2">
          {Object.entries(names).map(([id, name]) => (
            <li key={id} className="wrap-anywhere">
              <code>{id}</code> {name}
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}

function ConfirmedField({ isConfirmed }: { isConfirmed: boolean }) {
  const { attributes, sentence } = useFieldError("confirmed_before");
  return (
    <div>
      <label className="ops-check">
        <input
          type="checkbox"
          name="confirmed_before"
          value="1"
          required
          defaultChecked={isConfirmed}
          {...attributes}
        />
        Each of them has confirmed the address to us before
      </label>
      {sentence}
    </div>
  );
}
