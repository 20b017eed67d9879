import { expect, it } from "vitest";
import { publishableNote, reviewNote } from "@/lib/core/note-policy/note";
import { HOSTILE_UNITS, repeated } from "./hostile-units";

// How long each of these takes beside plain text is a row of the bench: `npm run bench -- --only work`.
it("Every hostile text is read to its end", () => {
  for (const unit of HOSTILE_UNITS) expect(reviewNote(repeated(unit, 4096))).toBeInstanceOf(Array);
});

it("A note that hides one finding in another is given up on in the end", () => {
  const depth = 2000;
  const text = `Orders work.\n${"Snap\n".repeat(depth)}${"Trade\n".repeat(depth)}`;
  expect(publishableNote(text).text).toBeNull();
});
