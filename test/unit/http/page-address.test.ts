import { describe, expect, test } from "vitest";
import { MonthBefore } from "@/lib/schemas/times";
import { findRedirect, readPageAddress } from "@/lib/server/find-route";

const at = (address: string) => new URL(address, "https://status.raxx.app");

test.each([
  ["/", "en", "/"],
  ["/de", "de", "/"],
  ["/ja/history", "ja", "/history"],
  ["/en/history", "en", "/history"],
  ["/surfaces/de", "en", "/surfaces/de"],
  ["/xx/history", "en", "/xx/history"],
  ["/history?lang=FR", "fr", "/history"],
  ["/de?lang=xx", "de", "/"],
  ["/%64e/history", "de", "/history"],
  ["/surfaces/%70lain-a", "en", "/surfaces/plain-a"],
  ["/%E0%A4", "en", "/%25E0%25A4"],
])("%s is in %s at %s", (address, language, path) => {
  expect(readPageAddress(at(address))).toEqual({ language, path });
});

describe("a page is redirected to its own address", () => {
  test.each([
    ["/?lang=de", "/de"],
    ["/de?lang=en", "/"],
    ["/de/history?lang=fr&before=2026-08", "/fr/history?before=2026-08"],
    ["/history?lang=xx", "/history"],
    ["/history?lang=", "/history"],
    ["/en", "/"],
    ["/%65n/history", "/history"],
    ["/j%61", "/ja"],
    ["/%2F%2Fevil.example", "/evil.example"],
    ["/en/history", "/history"],
    ["/de/", "/de"],
    ["/history//", "/history"],
    ["///", "/"],
    ["//evil.example/history", "/evil.example/history"],
    ["/history?utm_source=x&before=2026-08", "/history?before=2026-08"],
    ["/history?before=2026-13", "/history"],
    ["/history?before=2026-08&before=2026-07", "/history?before=2026-08"],
  ])("%s to %s", (address, own) => {
    expect(findRedirect(at(`https://status.raxx.app${address}`), { before: MonthBefore })).toBe(own);
  });

  test("which has no parameter that the page does not know", () => {
    expect(findRedirect(at("/?before=2026-08"))).toBe("/");
  });

  test.each(["/", "/de", "/history", "/ja/history?before=2026-08", "/surfaces/api-service", "/%5Cevil.example"])(
    "but not %s",
    (address) => {
      expect(findRedirect(at(address), { before: MonthBefore })).toBeNull();
    },
  );
});
