import type { ReactNode } from "react";
import { OWN_TEXTS } from "@/components/messages/languages";
import { type Messages, t } from "@/components/messages/t";
import { Chevron } from "@/components/status/chevron";
import { Select } from "@/components/ui/select";
import { LEAST_SEVERITIES, NOTICE_KINDS } from "@/lib/core/notices/event";
import { LANGUAGES } from "@/lib/schemas/language";

/** What is chosen in a form before a person chooses. */
export type Chosen = {
  kinds: readonly string[];
  surfaces: readonly string[];
  severity: string;
  language: string;
};

type Props = { messages: Messages; surfaces: readonly { id: string; name: string }[]; chosen: Chosen };

const INPUT = "field max-w-md";

/** A text field under its label. */
export function Field({ label, ...input }: { label: string; name: string; type: "email" | "url" }) {
  return (
    <label className="block">
      <span className="mb-1 block font-medium text-sm">{label}</span>
      <input
        required
        autoComplete={input.type}
        maxLength={input.type === "email" ? 254 : 2000}
        className={INPUT}
        {...input}
      />
    </label>
  );
}

function Check({ name, value, isOn, children }: { name: string; value: string; isOn: boolean; children: ReactNode }) {
  return (
    <label className="flex min-h-11 break-inside-avoid items-center gap-2.5">
      <input type="checkbox" name={name} value={value} defaultChecked={isOn} className="size-5 shrink-0 accent-ink" />
      {children}
    </label>
  );
}

/** What to be told of: kinds, severity, services, language. */
export function ChoiceFields({ messages, surfaces, chosen }: Props) {
  return (
    <>
      <fieldset>
        <legend className="mb-1 font-medium text-sm">{t(messages, "subscribe.what")}</legend>
        {NOTICE_KINDS.map((kind) => (
          <Check key={kind} name="kinds" value={kind} isOn={chosen.kinds.includes(kind)}>
            {t(messages, `subscribe.kinds.${kind}`)}
          </Check>
        ))}
      </fieldset>
      <Select
        label={t(messages, "subscribe.severity")}
        name="severity"
        defaultValue={chosen.severity}
        className="block max-w-md"
        options={LEAST_SEVERITIES.map((severity) => [severity, t(messages, `subscribe.severity.${severity}`)])}
      />
      <details open={chosen.surfaces.length > 0}>
        <summary className="flex min-h-11 max-w-md items-center justify-between font-medium text-sm">
          {t(messages, "subscribe.surfaces")}
          <Chevron />
        </summary>
        <p className="text-muted text-sm">{t(messages, "subscribe.surfacesAll")}</p>
        <div className="sm:columns-2">
          {surfaces.map(({ id, name }) => (
            <Check key={id} name="surfaces" value={id} isOn={chosen.surfaces.includes(id)}>
              {name}
            </Check>
          ))}
        </div>
      </details>
      <Select
        label={t(messages, "subscribe.language")}
        name="language"
        defaultValue={chosen.language}
        className="block max-w-md"
        options={LANGUAGES.map((language) => [language, OWN_TEXTS[language].name])}
      />
    </>
  );
}

/** What a form came to, read out by screen readers as the page opens. */
export function FormResult({ text, isProblem }: { text: string; isProblem: boolean }) {
  return (
    <p
      role={isProblem ? "alert" : "status"}
      data-state={isProblem ? "DEGRADED" : "OPERATIONAL"}
      className="panel mb-6 max-w-prose border-state-line bg-state-tint p-4"
    >
      {text}
    </p>
  );
}
