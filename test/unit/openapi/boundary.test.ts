import { describe, expect, it } from "vitest";
import { reviewNote } from "@/lib/core/note-policy/note";
import { VARIABLES } from "@/lib/platform/settings/variables";
import { KEYS } from "@/lib/server/credentials";
import { operationsOf } from "../../support/openapi";
import { DOCUMENTS } from "./documents";

const [[, open], [, closed]] = DOCUMENTS as [(typeof DOCUMENTS)[number], (typeof DOCUMENTS)[number]];
const text = JSON.stringify(open);

/** Where a subscriber's own webhook, and the secret and tokens that are theirs, are named. */
const OF_SUBSCRIBERS = /^\/api\/(?:un)?subscribe\b/;

describe("what strangers read", () => {
  it("names no internal path, key, secret or neighbour", () => {
    const names = Object.values(KEYS).map(({ header }) => header);
    for (const name of [...names, ...Object.keys(VARIABLES)]) expect(text).not.toContain(name);
    expect(text).not.toMatch(/internal\/|freescout|raptor|d1\b|sqlite|worker|cloudflare|postmark/i);
    expect(JSON.stringify(Object.entries(open.paths).filter(([path]) => !OF_SUBSCRIBERS.test(path)))).not.toMatch(
      /webhook|token|secret/i,
    );
  });

  it("asks for no key, and the internal description for one at every endpoint of its own", () => {
    expect(open.components).not.toHaveProperty("securitySchemes");
    for (const { operation } of operationsOf(open)) expect(operation).not.toHaveProperty("security");
    for (const { template, operation } of operationsOf(closed)) {
      if (template in open.paths) continue;
      expect(operation.security?.length, template).toBeGreaterThan(0);
      for (const key of operation.security?.flatMap(Object.keys) ?? [])
        expect(closed.components.securitySchemes).toHaveProperty(key);
    }
  });

  it("keeps the note policy: its words name no broker and no address, and promise nothing", () => {
    const rules = ["broker_name", "credential", "email_address", "forward_looking"];
    const broken = wordsOf(open).flatMap((words) =>
      reviewNote(words).flatMap(({ rule }) => (rules.includes(rule) ? [`${rule}: ${words}`] : [])),
    );
    expect(broken).toEqual([]);
  });
});

/** Whatever is written for readers. */
function wordsOf(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === "string" && ["description", "summary", "label", "title"].includes(key) ? [inner] : wordsOf(inner),
  );
}
