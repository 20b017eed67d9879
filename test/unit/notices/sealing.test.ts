import { expect, it } from "vitest";
import { makeSealing } from "@/lib/platform/sealing";

it("A sealed text opens with its own key alone, and not where it was changed", async () => {
  const [one, other] = [makeSealing("one"), makeSealing("other")];
  const sealed = await one.seal("someone@example.com");
  expect(sealed).not.toBe(await one.seal("someone@example.com"));
  expect(await one.open(sealed)).toBe("someone@example.com");
  expect(await other.open(sealed)).toBeNull();
  expect(await one.open(`${sealed.slice(0, -3)}AAA`)).toBeNull();
  expect(await one.open("")).toBeNull();
  expect(one.hash("a")).toBe(makeSealing("one").hash("a"));
  expect(one.hash("a")).not.toBe(other.hash("a"));
});
