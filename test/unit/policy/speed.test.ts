import { describe, expect, it } from "vitest";
import { publishableNote, reviewNote } from "@/lib/core/note-policy/note";
import { cpuMillis } from "../../support/cpu-time";

const UNITS = [
  "a",
  "a.",
  "a-",
  "-eyJ",
  "eyJa.",
  " ",
  "\n",
  "0",
  "1.",
  ":",
  "a:",
  "f:",
  "a@",
  "@a.",
  "a://",
  "sk_live_",
  "will be ",
  "will ",
  "by ",
  "expected ",
  "in the next ",
  "in 1 ",
  "about ",
  "Snap",
  "Snap ",
  "a_",
  "A1b2-",
  "password",
  "password ",
  "token: ",
  "-----BEGIN",
  "e\u0301",
  "\u200b",
  "👩‍",
  "。",
  "... ",
  "e.g. ",
  "within 1 to ",
  "bearer ",
  "s.t.",
  "' ",
];

describe("a hostile text", () => {
  it.each(UNITS)("of 100 KB made of %j is read in time proportional to its length", (unit) => {
    const short = cpuMillis(() => reviewNote(unit.repeat(Math.ceil(25_000 / unit.length))));
    const long = cpuMillis(() => reviewNote(unit.repeat(Math.ceil(100_000 / unit.length))));
    expect(long).toBeLessThan(Math.max(1000, short * 12));
    expect(long).toBeLessThan(4000);
  });

  it("that hides one finding in another is given up on in the end", () => {
    const depth = 2000;
    const text = `Orders work.\n${"Snap\n".repeat(depth)}${"Trade\n".repeat(depth)}`;
    const spent = cpuMillis(() => expect(publishableNote(text).text).toBeNull());
    expect(spent).toBeLessThan(4000);
  });
});
