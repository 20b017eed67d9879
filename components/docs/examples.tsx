import { Chevron } from "@/components/status/chevron";
import type { Operation } from "./api-document";
import { Sample } from "./sample";

const MOST_CHARACTERS = 1200;

/** What can be pasted into a shell, and what it answers. */
export function Examples({ operation }: { operation: Operation }) {
  const examples = listExamples(operation);
  return operation["x-codeSamples"].map(({ label, source }) => (
    <div key={label} className="space-y-2">
      <p className="text-muted text-sm">{label}</p>
      <Sample text={source} name={`${label}: command`} />
      {examples.has(label) && (
        <details>
          <summary className="inline-flex items-center gap-1 rounded-sm py-1 text-sm">
            Answer <Chevron />
          </summary>
          <Sample text={examples.get(label) ?? ""} name={`${label}: answer`} />
        </details>
      )}
    </div>
  ));
}

/** What each example answers, by its words. */
function listExamples({ responses }: Operation): Map<string, string> {
  const examples = Object.values(responses).flatMap(({ content = {} }) =>
    Object.values(content).flatMap(({ examples: named = {} }) => Object.values(named)),
  );
  return new Map(examples.map(({ summary, value }) => [summary, cut(toText(value))]));
}

const toText = (value: unknown): string =>
  typeof value === "string" ? value.replaceAll("\r\n", "\n") : JSON.stringify(value, null, 2);

const cut = (text: string): string => (text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}\n…` : text);
