import { expect, it } from "vitest";
import { dateTimeFormat } from "@/components/messages/formatters";

it("a formatter is made once for each locale and its options", () => {
  const inUtc = dateTimeFormat("en-US", { timeZone: "UTC", hour: "2-digit" });
  expect(dateTimeFormat("en-US", { timeZone: "UTC", hour: "2-digit" })).toBe(inUtc);
  for (const other of [
    dateTimeFormat("de", { timeZone: "UTC", hour: "2-digit" }),
    dateTimeFormat("en-US", { timeZone: "America/New_York", hour: "2-digit" }),
    dateTimeFormat("en-US", { timeZone: "UTC", day: "numeric" }),
  ])
    expect(other).not.toBe(inUtc);
});
