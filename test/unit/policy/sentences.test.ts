import { describe, expect, it } from "vitest";
import { checkNote, cleanNote, publishableNote, reviewNote } from "@/lib/core/note-policy/note";
import { ALLOWED, FORBIDDEN, REFUSED, SENTENCES_BY_WORD } from "./corpus";

const BEFORE = "Logins fail.";
const AFTER = "We are investigating.";

/** What breaks a second rule and cannot help it: an address with a password in it is a host, too. */
const BREAKS_MORE: Record<string, string[]> = {
  "Paper trading on alpaca.markets returns errors.": ["internal_host"],
  "kraken.com balances are stale.": ["internal_host"],
  "Public.com orders are delayed.": ["internal_host"],
  "Session eyJhbGciOiJSUzI1NiIsImtpZCI6IjEifQ.eyJzdWIiOiI0MiJ9.ab was replayed.": ["internal_host"],
  "mysql://root:root@10.0.0.4/raxx refused.": ["internal_host", "email_address"],
  "mongodb+srv://raxx:pw@cluster0.abcde.mongodb.net refused.": ["internal_host", "email_address"],
  "postgres://raxx:pw@db/prod is down.": ["internal_host", "email_address"],
  "Instance i-0abc12de34f567890 was terminated.": ["credential"],
  "See https://raxx.app@evil.com/.": ["email_address"],
  "at com.raxx.orders.Router.send(Router.java:118)": ["internal_host"],
  "Error: connect ECONNREFUSED 127.0.0.1:5432": ["internal_host"],
  'psql: could not connect to server: Connection refused. Is the server running on host "10.0.0.5"': ["internal_host"],
};

const rulesOf = (text: string): string[] => [...new Set(reviewNote(text).map(({ rule }) => rule))];
const rows = (found: (readonly [string, string])[]) => found.map(([rule, text]) => `${rule}: ${text}`);

/** Whether an operator who writes this is shown the words of it that break the rule. */
function isRefused(rule: string, text: string): boolean {
  const checked = checkNote(text);
  const found = checked.ok ? [] : checked.violations.filter((violation) => violation.rule === rule);
  return found.length > 0 && found.every(({ words }) => cleanNote(text).includes(words));
}

/** Whether a ticket's note loses this and nothing else. */
function isRedacted(rule: string, text: string): boolean {
  const { text: left, removed } = publishableNote(`${BEFORE}\n${text}\n${AFTER}`);
  return left === `${BEFORE} ${AFTER}` && removed.some((sentence) => sentence.rule === rule);
}

describe("the note policy", () => {
  it("finds in each forbidden sentence the rule that it breaks, and no other", () => {
    const wrong = REFUSED.filter(([rule, text]) => {
      const expected = [rule, ...(BREAKS_MORE[text] ?? [])].sort();
      return rulesOf(text).sort().join() !== expected.join();
    });
    expect(rows(wrong)).toEqual([]);
  });

  it("refuses each forbidden sentence of an operator and names its words", () => {
    expect(rows(REFUSED.filter(([rule, text]) => !isRefused(rule, text)))).toEqual([]);
  });

  it("leaves each forbidden sentence, and nothing else, out of a ticket's note", () => {
    expect(rows(REFUSED.filter(([rule, text]) => !isRedacted(rule, text)))).toEqual([]);
  });

  it("lets each allowed sentence pass", () => {
    const stopped = ALLOWED.filter((text) => {
      const { text: left, removed } = publishableNote(text);
      return rulesOf(text).length > 0 || left !== text || removed.length > 0;
    });
    expect(stopped).toEqual([]);
  });

  it("knows each word that no sentence of the corpus needs", () => {
    const missed = SENTENCES_BY_WORD.filter(([rule, text]) =>
      rule === "allowed" ? rulesOf(text).length > 0 : !rulesOf(text).includes(rule),
    );
    expect(rows(missed)).toEqual([]);
  });

  it("refuses what begins like an abbreviation of a time of arrival", () => {
    expect(isRefused("forward_looking", "E.T.A. 15:00")).toBe(true);
  });

  it("is tried on at least as many sentences as it promises, each once", () => {
    const all = [...FORBIDDEN, ...ALLOWED];
    expect(all.filter((text, index) => all.indexOf(text) !== index)).toEqual([]);
    expect(FORBIDDEN.length).toBeGreaterThanOrEqual(300);
    expect(ALLOWED.length).toBeGreaterThanOrEqual(250);
    expect(SENTENCES_BY_WORD.length).toBeGreaterThanOrEqual(500);
  });
});
