"use client";

import { useId, useState } from "react";
import { momentText, UTC } from "@/components/status/time-format";
import { useChosenZone } from "@/components/status/use-zone";
import { useFormMessages } from "./form-messages";

type Props = { name: string; label: string; value?: string; isRequired?: boolean; withSeconds?: boolean };

/**
 * A time, entered in UTC or, with scripts, in the operator's own zone if that is the page's choice. The form sends an
 * instant either way; `<name>_was` holds the initial value, so that an untouched field is recognized.
 */
export function TimeField({ name, label, value, isRequired = false, withSeconds = false }: Props) {
  const messages = useFormMessages();
  const isOwn = useChosenZone() === "reader";
  const id = useId();
  const [instant, setInstant] = useState(value);
  const zone = isOwn ? undefined : UTC;
  const length = withSeconds ? 19 : 16;
  return (
    <div>
      <label className="ops-field" htmlFor={id}>
        <span>
          {label} ({isOwn ? "your zone" : UTC})
        </span>
      </label>
      <input
        key={isOwn ? "own" : "utc"}
        id={id}
        type="datetime-local"
        name={isOwn ? undefined : name}
        defaultValue={instant ? writtenIn(instant, isOwn).slice(0, length) : ""}
        step={withSeconds ? 1 : 60}
        required={isRequired}
        onChange={(event) => setInstant(readFrom(event.target.value, isOwn))}
        className="ops-input"
      />
      {isOwn && <input type="hidden" name={name} value={instant ?? ""} />}
      {value && <input type="hidden" name={`${name}_was`} value={value} />}
      {isOwn && instant && (
        <p className="mt-1 text-muted text-sm">
          {momentText(messages, instant, zone, true)} = {momentText(messages, instant, UTC, true)}
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
