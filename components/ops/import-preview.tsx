"use client";

import { useEffect, useRef } from "react";
import type { ImportStep } from "@/lib/schemas/ops-import-form";
import { LEFT_OUT, type LeftOut, type OpsImported, type OpsImportPreview } from "@/lib/schemas/ops-subscribers";
import { Fact } from "./fact";
import type { ImportForm } from "./list-fields";
import { Problem } from "./problem";

const REASONS: Record<LeftOut, string> = {
  not_mail: "Told by other means than mail",
  no_address: "Without a mail address",
  unconfirmed: "Not confirmed there",
  quarantined: "In quarantine there",
  not_active: "Not active there",
  unknown_components: "Chose only components that are none of ours",
  misaligned: "More cells than the header line, or not all that decide",
  repeated: "The address of a line above",
};

const peopleText = (count: number): string => (count === 1 ? "1 person" : `${count.toLocaleString("en")} people`);
const countNew = ({ addresses, already, skipped }: OpsImported): number => Math.max(0, addresses - already - skipped);

type Props = ImportForm & { state: Extract<ImportStep, { step: "confirm" }> };

/** What an import would do, and the button that confirms it. */
export function ImportPreview({ submit, isPending, state: { draft, preview, problem } }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const count = countNew(preview);
  return (
    <form action={submit} className="space-y-4">
      <input type="hidden" name="import" value={JSON.stringify(draft)} />
      {problem && <Problem problem={problem} />}
      <h3 ref={heading} tabIndex={-1} className="font-medium outline-none">
        {count === 0 ? "Nobody would be subscribed" : `${peopleText(count)} would be subscribed`}
      </h3>
      <Counts counts={preview} />
      <Columns columns={preview.columns} />
      <UnknownComponents components={preview.unknown_components} />
      <div className="flex flex-wrap gap-2">
        {count > 0 && (
          <button type="submit" name="step" value="confirm" className="ops-button max-sm:grow" disabled={isPending}>
            {isPending ? "Importing …" : "Import"}
          </button>
        )}
        <button type="submit" name="step" value="edit" className="ops-quiet" disabled={isPending}>
          Back
        </button>
      </div>
    </form>
  );
}

function Counts({ counts }: { counts: OpsImported }) {
  return (
    <dl className="ops-facts">
      <Fact term="Lines">{counts.lines.toLocaleString("en")}</Fact>
      {counts.already > 0 && <Fact term="Subscribed already, and stay as they are">{counts.already}</Fact>}
      {counts.skipped > 0 && <Fact term="Have unsubscribed, or take no mail">{counts.skipped}</Fact>}
      {LEFT_OUT.flatMap((reason) => {
        const count = counts.left_out[reason];
        return count
          ? [<Fact key={reason} term={REASONS[reason]}>{`${count.toLocaleString("en")}, left out`}</Fact>]
          : [];
      })}
    </dl>
  );
}

function Columns({ columns }: Pick<OpsImportPreview, "columns">) {
  if (columns === null)
    return (
      <p className="text-sm">
        The list has no header line: each line’s first mail address counts, for all surfaces. Whether it is confirmed or
        in quarantine there is not known.
      </p>
    );
  return (
    <p className="text-sm wrap-anywhere">
      Columns that are read: {columns.read.join(", ")}.
      {columns.ignored.length > 0 && ` Not read: ${columns.ignored.join(", ")}.`}
    </p>
  );
}

function UnknownComponents({ components }: { components: OpsImportPreview["unknown_components"] }) {
  if (components.length === 0) return null;
  return (
    <div data-state="DEGRADED" className="rounded-xl border border-state-line bg-state-tint p-3.5 text-sm">
      <p>
        Components that are no surface of ours. Who chose others too is subscribed to those alone; who chose only these
        is left out. Go back to say which surfaces they are.
      </p>
      <ul className="mt-1 list-disc ps-5">
        {components.map(({ name, people }) => (
          <li key={name} className="wrap-anywhere">
            {name}: {peopleText(people)}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What was done. */
export function ImportDone({ result }: { result: OpsImported }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div role="status" className="space-y-3">
      <h3 ref={heading} tabIndex={-1} className="font-medium outline-none">
        Done.
      </h3>
      <p>{countNew(result)} subscribed.</p>
      <Counts counts={result} />
      <a href="/ops/subscribers" className="ops-quiet">
        Import another list
      </a>
    </div>
  );
}
