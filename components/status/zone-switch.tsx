"use client";

import { type Messages, t } from "@/components/messages/t";
import { UTC } from "./time-format";
import { chooseZone, useChosenZone, type ZoneName } from "./use-zone";

/** In which zone times are shown; it needs scripts, as the zones do, and its space is reserved until they run. */
export function ZoneSwitch({ messages }: { messages: Messages }) {
  const chosen = useChosenZone();
  const isKnown = chosen !== undefined;
  const names: Record<ZoneName, string> = {
    reader: t(messages, "zone.reader"),
    utc: UTC,
    newYork: t(messages, "zone.newYork"),
  };
  return (
    <fieldset className={`flex flex-wrap gap-x-5 ${isKnown ? "" : "invisible"}`} disabled={!isKnown}>
      <legend className="text-muted">{t(messages, "zone.title")}</legend>
      {(Object.keys(names) as ZoneName[]).map((name) => (
        <label key={name} className="flex cursor-pointer items-center gap-2 min-h-11">
          <input
            type="radio"
            name="zone"
            className="size-4 accent-ink"
            checked={name === (chosen ?? "utc")}
            onChange={() => chooseZone(name)}
          />
          <span>{names[name]}</span>
        </label>
      ))}
    </fieldset>
  );
}
