import { expect, test } from "vitest";
import { entityTag, findValidTag } from "@/lib/server/cache/cache-headers";

const NOW = Date.UTC(2026, 5, 1, 12);
const made = (content: string, agoMs: number) => entityTag(content, NOW - agoMs);

test.each([
  [0, true],
  [59_999, true],
  [60_000, false],
  [-1, false],
])("a copy of the same content that was made %i ms ago is still good: %s", async (agoMs, isGood) => {
  const held = await made("all is well", agoMs);
  const current = await made("all is well", -5_000); // a rebuild of another time
  expect(findValidTag(held, current, NOW)).toBe(isGood ? held : null);
});

test("a copy of other content is not, however young", async () => {
  expect(findValidTag(await made("all is well", 1_000), await made("not all is well", 0), NOW)).toBeNull();
});

test.each([
  (tag: string) => `${tag} words-of-the-caller`,
  (tag: string) => tag.replace(/-(\w+)"/, '-$1 x"'),
  (tag: string) => tag.replace(/-(\w+)"/, "-$1"),
])("a tag that is not wholly ours is never sent back", async (spoil) => {
  expect(findValidTag(spoil(await made("all is well", 1_000)), await made("all is well", 0), NOW)).toBeNull();
});

test("what does not say when it was made is good as long as its bytes stand", async () => {
  const tag = await entityTag("a badge");
  expect(findValidTag(`W/"other", W/${tag}`, tag, NOW)).toBe(tag);
  expect(findValidTag('"other"', tag, NOW)).toBeNull();
});
