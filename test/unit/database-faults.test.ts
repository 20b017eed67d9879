import { expect, test } from "vitest";
import { isLostRace, isTransient } from "@/db/client";
import { isDatabaseFailure } from "@/lib/platform/problems";
import { asAppError } from "@/lib/server/problem-response";

/** An error as Drizzle passes it on: its own text in front, D1's behind. */
const thrown = (text: string) => new Error("Failed query: update …\nparams: …", { cause: new Error(text) });

test.each([
  "Network connection lost.",
  "D1_ERROR: Network connection lost.",
  "D1_ERROR: D1 DB storage operation exceeded timeout which caused object to be reset.",
  "D1_ERROR: Internal error in D1 DB storage caused object to be reset.",
  "D1_ERROR: Internal error while starting up D1 DB storage caused object to be reset.",
  "D1_ERROR: D1 DB reset because its code was updated.",
  "D1_ERROR: D1 DB exceeded its CPU time limit and was reset.",
  "D1_ERROR: D1 DB is overloaded. Requests queued for too long.",
  "D1_ERROR: Cannot resolve D1 DB due to transient issue on remote node.",
  "internal error; reference = 8h1kq2",
])("a fault of D1 that passes is 503 and may be tried again: %s", (text) => {
  expect([isTransient(thrown(text)), isLostRace(thrown(text))]).toEqual([true, false]);
  expect(asAppError(thrown(text))).toMatchObject({ code: "unavailable", retryAfterS: 5 });
});

test.each([
  ["D1_ERROR: no such table: surface_state: SQLITE_ERROR", true],
  ["D1_ERROR: version_conflict: SQLITE_CONSTRAINT", true],
  ["D1_ERROR: UNIQUE constraint failed: freescout_tickets.ticket_key: SQLITE_CONSTRAINT", false],
  ["Cannot read properties of undefined (reading 'id')", false],
])("what would only fail again is not tried again: %s", (text, isFailure) => {
  expect([isTransient(thrown(text)), isDatabaseFailure(thrown(text))]).toEqual([false, isFailure]);
});
