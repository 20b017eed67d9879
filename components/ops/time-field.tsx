"use client";

import { type ReactNode, useId, useLayoutEffect, useRef, useState } from "react";
import { momentText, UTC, utcBeside } from "@/components/status/time-format";
import { useChosenZone } from "@/components/status/use-zone";
import { useFieldError } from "./form-errors";
import { useFormMessages } from "./form-messages";

type Props = {
  name: string;
  label: string;
  value?: string | undefined;
  withSeconds?: boolean;
  /** What stands in the input's line. */
  children?: ReactNode;
};

/**
 * A time, entered in UTC or, with scripts, in the operator's own zone if that is the page's choice. The form sends an instant
 * either way.
 */
export function TimeField({ name, label, value, withSeconds = false, children }: Props) {
  const messages = useFormMessages();
  const isOwn = useChosenZone() === "reader";
  const { attributes, sentence } = useFieldError(name);
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [instant, setInstant] = useState(value);
  const length = withSeconds ? 19 : 16;
  // What was typed before scripts took over, in UTC.
  useLayoutEffect(() => {
    const { value: typed = "", defaultValue = "" } = input.current ?? {};
    if (typed !== defaultValue) setInstant(readFrom(typed, false));
  }, []);
  return (
    <div>
      <label className="ops-field" htmlFor={id}>
        <span>
          {label} ({isOwn ? "your zone" : UTC})
        </span>
      </label>
      <div className="flex flex-wrap gap-2">
        <input
          key={isOwn ? "own" : "utc"}
          ref={input}
          id={id}
          type="datetime-local"
          name={isOwn ? undefined : name}
          data-field={name}
          defaultValue={instant ? writtenIn(instant, isOwn).slice(0, length) : ""}
          step={withSeconds ? 1 : 60}
          onChange={(event) => setInstant(readFrom(event.target.value, isOwn))}
          className="ops-input min-w-0 flex-1 basis-60"
          {...attributes}
        />
        {children}
      </div>
      {isOwn && <input type="hidden" name={name} value={instant ?? ""} />}
      {sentence}
      {isOwn && instant && !Number.isNaN(Date.parse(instant)) && (
        <p className="mt-1 text-muted text-sm">
          {momentText(messages, instant, undefined, true)} = {utcBeside(messages, instant, undefined, true)}
        </p>
      )}
    </div>
  );
}

const MINUTE_MS = 60_000;

/** The field's value for an instant. */
function writtenIn(instant: string, isOwn: boolean): string {
  const at = Date.parse(instant);
  const shift = isOwn ? new Date(at).getTimezoneOffset() * MINUTE_MS : 0;
  return Number.isNaN(at) ? "" : new Date(at - shift).toISOString();
}

/** The instant of the field's value; `Date.parse` reads a time without a zone as local. */
function readFrom(text: string, isOwn: boolean): string | undefined {
  const at = Date.parse(isOwn ? text : `${text}Z`);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}
