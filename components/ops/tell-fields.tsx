"use client";

import { type ReactNode, useState } from "react";
import { t } from "@/components/messages/t";
import { Chevron } from "@/components/status/chevron";
import { TITLE_MAX } from "@/lib/schemas/note";
import type { WriteDraft } from "@/lib/schemas/ops-form";
import { OPEN_PHASES, POSTMORTEM_MAX } from "@/lib/schemas/ops-incident";
import { AffectedFields } from "./affected-fields";
import { Choices } from "./choices";
import { Findings, findingsOf } from "./findings";
import { useFieldError } from "./form-errors";
import { useFormMessages } from "./form-messages";
import { NoteField } from "./note-field";
import type { Finding } from "./use-preview";
import type { SurfaceGroup } from "./write-step";

type Props = {
  write: WriteDraft;
  names: Readonly<Record<string, string>>;
  findings: readonly Finding[];
  groups: readonly SurfaceGroup[];
};

/** The fields of what is told of an incident: an opening, an update, its end, or its postmortem. */
export function TellFields({ write, names, findings, groups }: Props) {
  const note = <NoteField {...{ write, names, findings }} />;
  switch (write.action) {
    case "open_incident":
      return (
        <>
          <AffectedFields {...{ write, names, groups }} />
          <TitleField {...{ write, findings }} />
          <PhaseField write={write} />
          {note}
        </>
      );
    case "update_incident":
      return (
        <>
          <PhaseField write={write} />
          {note}
          <More isOpen={isChanged(write)}>
            <AffectedFields {...{ write, names, groups }} />
            <TitleField {...{ write, findings }} />
          </More>
        </>
      );
    case "postmortem":
      return <PostmortemField {...{ write, findings }} />;
    default:
      return note;
  }
}

/** Whether what stands behind the tap differs from what is stored, so that it must be seen. */
const isChanged = ({ severities = {}, title = "", was = {} }: WriteDraft): boolean =>
  JSON.stringify(severities) !== JSON.stringify(was.severities ?? {}) || title !== (was.title ?? "");

function More({ isOpen, children }: { isOpen: boolean; children: ReactNode }) {
  const [first] = useState(isOpen);
  return (
    <details open={first} className="panel px-3">
      <summary className="flex min-h-11 items-center justify-between gap-3 font-medium">
        Surfaces and title
        <Chevron />
      </summary>
      <div className="space-y-4 pb-3">{children}</div>
    </details>
  );
}

function PhaseField({ write }: { write: WriteDraft }) {
  const messages = useFormMessages();
  const { sentence } = useFieldError("phase");
  const options = OPEN_PHASES.map((phase) => [phase, t(messages, `incident.phases.${phase}`)] as const);
  return (
    <div>
      <Choices name="phase" legend="Phase" value={write.phase ?? "investigating"} options={options} />
      {sentence}
    </div>
  );
}

type TextProps = Pick<Props, "write" | "findings">;

function TitleField({ write, findings: all }: TextProps) {
  const { attributes, sentence } = useFieldError("title");
  const { id, findings, attributes: found } = findingsOf("title", all);
  return (
    <div>
      <label className="ops-field">
        <span>Title (optional)</span>
        <input
          type="text"
          name="title"
          maxLength={TITLE_MAX}
          autoComplete="off"
          defaultValue={write.title ?? ""}
          className="ops-input"
          {...(found ?? attributes)}
        />
      </label>
      <Findings id={id} findings={findings} />
      {sentence}
      <p className="mt-1 text-muted text-sm">Without one, the first sentence of the first note is the title.</p>
    </div>
  );
}

function PostmortemField({ write, findings: all }: TextProps) {
  const { attributes, sentence } = useFieldError("text");
  const { id, findings, attributes: found } = findingsOf("text", all);
  return (
    <div>
      <label className="ops-field">
        <span>Postmortem</span>
        <textarea
          name="text"
          rows={12}
          defaultValue={write.text ?? ""}
          className="ops-input"
          {...(found ?? attributes)}
        />
      </label>
      <Findings id={id} findings={findings} />
      {sentence}
      <p className="mt-1 text-muted text-sm">
        What happened, why, and what has been done about it. Each line is a paragraph; at most{" "}
        {POSTMORTEM_MAX.toLocaleString("en")} characters.
      </p>
    </div>
  );
}
