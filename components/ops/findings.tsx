import { issueText } from "./problem";
import type { Finding } from "./use-preview";

/** The words of a field that can't be published, with what to do about each. */
export function Findings({ id, findings }: { id: string; findings: readonly Finding[] }) {
  return (
    <div id={id} role="status">
      {findings.length > 0 && (
        <ul data-state="DOWN" className="mt-1 text-sm text-state-ink">
          {findings.map((finding) => (
            <li key={`${finding.rule} ${finding.words}`} className="wrap-anywhere">
              {issueText(finding)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Those of one field, and the attributes of its control. */
export function findingsOf(path: string, all: readonly Finding[]) {
  const findings = all.filter((finding) => finding.path === path);
  const id = `${path}-findings`;
  const attributes = findings.length > 0 ? { "aria-invalid": true as const, "aria-describedby": id } : null;
  return { id, findings, attributes };
}
