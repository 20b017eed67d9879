import type { OpsConfiguration } from "@/lib/schemas/ops-answers";
import { Breakable } from "./breakable";
import { Heading, Section } from "./heading";
import { ImportForm } from "./import-form";

type Item = OpsConfiguration["items"][number];

/** The deployment's variables and bindings, never their values; backup and restore. */
export function ConfigurationPage({ configuration }: { configuration: OpsConfiguration }) {
  return (
    <>
      <Heading title="Configuration" />
      <p className="mb-4 text-muted">Values are never shown.</p>
      <ul aria-label="Variables and bindings" className="panel divide-y divide-line">
        {configuration.items.map((item) => (
          <li key={item.name} data-state={describeState(item)} data-item={item.name} className="px-4 py-2.5 text-sm">
            <p className="flex flex-wrap items-center gap-x-3">
              <code className="min-w-0 font-semibold">
                <Breakable text={item.name} />
              </code>
              <span className="font-medium text-state-ink">
                {item.status === "missing" && item.severity === null ? "not set (optional)" : item.status}
              </span>
              {item.status !== "set" && item.severity && <span className="ops-tag">{item.severity}</span>}
              <span className="text-muted">{item.kind}</span>
            </p>
            <p className="text-muted">{item.feature}</p>
            {item.status !== "set" && (
              <code className="text-xs">
                <Breakable text={item.command} />
              </code>
            )}
          </li>
        ))}
      </ul>
      <div className="mt-10 grid gap-8 lg:grid-cols-2">
        <Section id="export" title="Backup">
          <p className="mb-3 text-muted text-sm">All tables in one NDJSON file, with counts and checksums.</p>
          <a href="/api/ops/export" className="ops-button" download>
            Export
          </a>
        </Section>
        <Section id="import" title="Restore">
          <p className="mb-3 text-muted text-sm">Only into a database that is still empty.</p>
          <ImportForm />
        </Section>
      </div>
    </>
  );
}

function describeState({ status, severity }: Item): string {
  if (status === "set") return "OPERATIONAL";
  if (status === "missing") return severity === "critical" ? "DOWN" : severity === "warning" ? "DEGRADED" : "UNKNOWN";
  return "DOWN";
}
