import { describe, expect, it } from "vitest";
import { foldText } from "@/lib/core/note-policy/fold";
import { COPY_RULES, type NoteRule, notePolicy } from "@/lib/core/note-policy/note-policy";
import { cpuMillis } from "../../support/cpu-time";

const SIZE = 64 * 1024;
const PLAIN = "Orders are delayed for some users since 14:05 UTC. ";

/** A read this fast is never too slow, however fast the plain text is read. */
const FLOOR_MS = 200;
const TIMES_PLAIN = 20;

const RUNS = ["a", "A", "0", ".", "-", "_", " ", ":", "/", "@", "#", "(", "\\", "e\u0301", "。", "a ", "aA"];

const HOSTILE: Record<NoteRule, string[]> = {
  broker_name: [
    "alpac",
    "a l p a c ",
    "A.l.p.a.c.",
    "Al-pa",
    "snap ",
    "@4$1",
    "\u0430",
    "\u0410l",
    "a.......",
    "#krake",
    "ib",
  ],
  credential: [
    "eyJa.",
    "password ",
    "password: ",
    "user a ",
    "user password ",
    "-----",
    "--BEGIN ",
    "sk-a",
    "A_",
    "A_A=",
    "bearer a",
    "basic abcd",
    "a1B2-",
    "dead",
    "://a:",
    "token is ",
  ],
  internal_host: [
    "a.",
    "a-",
    "a[.]",
    "a (dot) ",
    "a dot ",
    "1.1.",
    "::",
    "f:",
    "a://",
    "//",
    "web-",
    "prod-",
    "a-prod-",
    "a-a-",
    "\\\\a",
    "i-0",
    "port ",
    "redis:",
    "raxx.app/",
    "version ",
  ],
  email_address: ["a@", "@a.", "a.", "a (at) ", "a at ", "a at b dot ", "a[.]", "a @ ", "a@a."],
  ticket_reference: [
    "#",
    "#1",
    "# ",
    "ticket ",
    "ticket #",
    "ticket_id",
    "tickets 1",
    "case 1",
    "RAXX-",
    "1,",
    "ticket 1.",
  ],
  stack_trace: [
    "a.",
    "a_.",
    "/a",
    "./a",
    "src/",
    "/app/a",
    'File "',
    "A1",
    "Error",
    "SELECT ",
    "SELECT a ",
    "UPDATE a ",
    "at a",
    "at a(",
    'relation "',
    "C:\\",
    "0x0",
    "a.py",
    "a:1",
    "E",
  ],
  forward_looking: [
    "will ",
    "will be ",
    "should a ",
    "a will ",
    "expected ",
    "in 1 ",
    "within ",
    "by ",
    "about ",
    "back ",
    "restored ",
    "in the next ",
    "update ",
    "1 to ",
    "wird ",
    "sera ",
    "estara ",
    "bis 1",
    "d'ici ",
    "dans 1 ",
    "retour a ",
  ],
};

describe("64 KB of anything are read in time that is bounded by that of plain text", () => {
  for (const rule of COPY_RULES) {
    const millis = (text: string) => cpuMillis(() => notePolicy()[rule](foldText(text).folded));
    it.each([...RUNS, ...HOSTILE[rule]])(`by ${rule}: %j over and over`, (unit) => {
      const bound = Math.max(FLOOR_MS, millis(repeated(PLAIN)) * TIMES_PLAIN);
      expect(millis(`${repeated(unit)}!`)).toBeLessThan(bound);
    });
  }
});

function repeated(unit: string): string {
  return unit.repeat(Math.ceil(SIZE / unit.length)).slice(0, SIZE);
}
