import { expect, it } from "vitest";
import { monthsText } from "@/components/history/months";
import { messagesFor } from "@/components/messages/messages-for";
import type { Language } from "@/lib/schemas/language";

it.each<[Language, string, string]>([
  ["en", "November, October, or September 2026", "January 2026 or December 2025"],
  ["de", "November, Oktober oder September 2026", "Januar 2026 oder Dezember 2025"],
  ["es", "noviembre, octubre o septiembre de 2026", "enero de 2026 o diciembre de 2025"],
  ["fr", "novembre, octobre ou septembre 2026", "janvier 2026 ou décembre 2025"],
  ["ja", "2026年11月、2026年10月、または2026年9月", "2026年1月または2025年12月"],
])("months are named in %s, their year once where it is one", (language, inOneYear, inTwo) => {
  const messages = messagesFor(language);
  expect(monthsText(messages, ["2026-11", "2026-10", "2026-09"])).toBe(inOneYear);
  expect(monthsText(messages, ["2026-01", "2025-12"])).toBe(inTwo);
});
