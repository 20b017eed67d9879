import { expect, test } from "vitest";
import { AppError } from "@/lib/platform/problems";
import { countFailure, countRead, readAddress } from "@/lib/platform/rate-limits";

const from = (address?: string) => new Headers(address === undefined ? {} : { "CF-Connecting-IP": address });

test.each([
  ["203.0.113.9", "203.0.113.9"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
  ["2001:DB8:1:2::1", "2001:db8:1:2"],
  ["2001:db8::1", "2001:db8:0:0"],
  ["::1", "0:0:0:0"],
  ["2001:db8:1:2:3::", "2001:db8:1:2"],
])("the address %s counts as %s", (address, counted) => {
  expect(readAddress(from(address))).toBe(counted);
});

test("no header but the platform's says where a request comes from", () => {
  const forged = new Headers({ "X-Forwarded-For": "203.0.113.9", "X-Real-IP": "203.0.113.9", Forwarded: "for=x" });
  expect(readAddress(forged)).toBe(readAddress(from()));
});

const unauthorized = new AppError("unauthorized");
const limiter = (limit: () => Promise<{ success: boolean }>) => ({ limit });
const broken = {
  "is missing": undefined,
  "is none": {} as ReturnType<typeof limiter>,
  throws: limiter(() => {
    throw new Error("gone");
  }),
  fails: limiter(() => Promise.reject(new Error("gone"))),
};

test.each(Object.entries(broken))("a limiter that %s refuses nobody", async (_, gone) => {
  const limits = { FAILED_CREDENTIALS: gone, UNCACHED_READS: gone };
  expect(await countFailure(limits, from(), unauthorized)).toBe(unauthorized);
  expect(await countRead(limits, from())).toBeNull();
});

test("only a refused credential is counted, and 429 says when to come back", async () => {
  let counted = 0;
  const full = limiter(async () => {
    counted++;
    return { success: false };
  });
  const limits = { FAILED_CREDENTIALS: full };
  const malformed = new AppError("malformed_json");
  expect(await countFailure(limits, from(), malformed)).toBe(malformed);
  expect(counted).toBe(0);
  const refused = await countFailure(limits, from(), unauthorized);
  expect([refused.code, refused.retryAfterS, counted]).toEqual(["too_many_requests", 60, 1]);
});
