import { Chevron } from "@/components/status/chevron";
import type { Operation } from "./api-document";
import { Sample } from "./sample";

const MOST_CHARACTERS = 1200;

/** What can be pasted into a shell, and what it answers. */
export function Examples({ operation }: { operation: Operation }) {
  const answers = answersOf(operation);
  return operation["x-codeSamples"].map(({ label, source }) => (
    <div key={label} className="space-y-2">
      <p className="text-muted text-sm">{label}</p>
      <Sample text={source} />
      {answers.has(label) && (
        <details>
          <summary className="inline-flex items-center gap-1 rounded-sm py-1 text-sm">
            Answer <Chevron />
          </summary>
          <Sample text={answers.get(label) ?? ""} />
        </details>
      )}
    </div>
  ));
}

/** What each example answers, by its words. */
function answersOf({ responses }: Operation): Map<string, string> {
  const examples = Object.values(responses).flatMap(({ content = {} }) =>
    Object.values(content).flatMap(({ examples: named = {} }) => Object.values(named)),
  );
  return new Map(examples.map(({ summary, value }) => [summary, cut(textOf(value))]));
}

const textOf = (value: unknown): string =>
  typeof value === "string" ? value.replaceAll("\r\n", "\n") : JSON.stringify(value, null, 2);

const cut = (text: string): string => (text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}\n…` : text);
