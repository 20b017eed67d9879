import { describe, expect, it } from "vitest";
import { messagesFor } from "@/components/messages/messages-for";
import { t } from "@/components/messages/t";
import { durationText, updatedText } from "@/components/status/age";
import { summarize } from "@/components/status/summary";
import { momentText, NEW_YORK, rangeText, UTC, utcRangeBeside } from "@/components/status/time-format";
import type { State } from "@/lib/core/engine/states";
import type { Language } from "@/lib/schemas/language";
import { PLAIN } from "./layout";
import { ownedIn, surfaceWith } from "./surface";

const copyIn = (language: Language) => messagesFor(language);

/** No-break spaces, narrow and wide, so that they can be seen in what is expected. */
const seen = (text: string) => text.replaceAll("\u202f", "_").replaceAll("\u00a0", "~");

function bannerIn(language: Language, state: State, count: number): string {
  const states = Array.from({ length: count }, () => state);
  return summarize(copyIn(language), ownedIn(...states, "OPERATIONAL"), PLAIN).title;
}

describe("the banner's sentence holds for one name and for several", () => {
  it.each([
    ["es", "DOWN", 1, "A está fuera de servicio"],
    ["es", "DOWN", 2, "A y B están fuera de servicio"],
    ["es", "PARTIAL", 4, "A, B y 2 más presentan una interrupción parcial"],
    ["es", "DEGRADED", 1, "A funciona con rendimiento reducido"],
    ["es", "MAINTENANCE", 3, "A, B y C están en mantenimiento programado"],
    ["es", "UNKNOWN", 2, "No podemos confirmar el estado de A y B"],
    ["de", "DOWN", 1, "A ist ausgefallen"],
    ["de", "DOWN", 2, "A und B sind ausgefallen"],
    ["de", "PARTIAL", 4, "A, B und 2 weitere sind teilweise ausgefallen"],
    ["de", "DEGRADED", 1, "A arbeitet mit eingeschränkter Leistung"],
    ["de", "DEGRADED", 3, "A, B und C arbeiten mit eingeschränkter Leistung"],
    ["de", "MAINTENANCE", 1, "A ist in geplanter Wartung"],
    ["de", "UNKNOWN", 4, "Der Status lässt sich nicht bestätigen: A, B und 2 weitere"],
    ["fr", "DOWN", 1, "A est interrompu"],
    ["fr", "DOWN", 2, "A et B sont interrompus"],
    ["fr", "PARTIAL", 4, "A, B et 2 autres connaissent une interruption partielle"],
    ["fr", "DEGRADED", 1, "A présente des performances dégradées"],
    ["fr", "MAINTENANCE", 3, "A, B et C sont en maintenance planifiée"],
    ["fr", "UNKNOWN", 2, "État impossible à confirmer_: A et B"],
    ["ja", "DOWN", 1, "Aのサービスが停止しています"],
    ["ja", "PARTIAL", 2, "A、Bの一部機能が停止しています"],
    ["ja", "DEGRADED", 4, "A、B、ほか2件のパフォーマンスが低下しています"],
    ["ja", "MAINTENANCE", 3, "A、B、Cは計画メンテナンス中です"],
    ["ja", "UNKNOWN", 1, "Aの稼働状況を確認できません"],
  ] as const)("in %s, %s of %i", (language, state, count, sentence) => {
    expect(seen(bannerIn(language, state, count))).toBe(sentence);
  });
});

describe("the banner's sentence about everything, and about others", () => {
  const cloudflare = (state: State) => surfaceWith({ display_name: "Cloudflare", category: "upstream_3p", state });

  it.each([
    ["es", "Todos los sistemas están operativos", "Todos los servicios de Raxx están interrumpidos"],
    ["de", "Alle Systeme funktionieren", "Alle Raxx-Dienste sind ausgefallen"],
    ["fr", "Tous les systèmes sont opérationnels", "Tous les services Raxx sont interrompus"],
    ["ja", "すべてのシステムが正常に稼働しています", "Raxxの全サービスが停止しています"],
  ] as const)("in %s, says all", (language, well, down) => {
    const copy = copyIn(language);
    expect(summarize(copy, [...ownedIn("OPERATIONAL"), cloudflare("OPERATIONAL")], PLAIN).headline).toBe(well);
    expect(summarize(copy, [...ownedIn("DOWN", "DOWN"), cloudflare("OPERATIONAL")], PLAIN).title).toBe(down);
  });
});

describe("a length of time", () => {
  it.each([
    ["es", "40~s", "1~h 27~min", "2~d 4~h", "Actualizado hace 40~s"],
    ["de", "40~Sek.", "1~Std. 27~Min.", "2~Tg. 4~Std.", "Vor 40~Sek. aktualisiert"],
    ["fr", "40~s", "1~h 27~min", "2~j 4~h", "Mis à jour il y a 40~s"],
    ["ja", "40秒", "1時間27分", "2日4時間", "40秒前に更新"],
  ] as const)("in %s", (language, seconds, hours, days, age) => {
    const copy = copyIn(language);
    expect(seen(durationText(copy, 40_000))).toBe(seconds);
    expect(seen(durationText(copy, 87 * 60_000))).toBe(hours);
    expect(seen(durationText(copy, 52 * 3_600_000))).toBe(days);
    expect(seen(updatedText(copy, 40_000))).toBe(age);
  });
});

describe("a moment and a range", () => {
  it.each([
    ["es", "28 abr, 13:55 UTC", "28 abr 2026, 13:55 UTC"],
    ["de", "28. Apr., 13:55 UTC", "28. Apr. 2026, 13:55 UTC"],
    ["fr", "28 avr. à 13:55 UTC", "28 avr. 2026 à 13:55 UTC"],
    ["ja", "4月28日 13:55 UTC", "2026年4月28日 13:55 UTC"],
  ] as const)("in %s, has its date as the language writes it", (language, short, long) => {
    expect(momentText(copyIn(language), "2026-04-28T13:55:00Z", UTC)).toBe(short);
    expect(momentText(copyIn(language), "2026-04-28T13:55:00Z", UTC, true)).toBe(long);
  });

  it.each([
    ["es", "25 abr, 14:15–15:42 UTC", "25 abr, 14:15 – 26 abr, 01:42 UTC", "14:15–15:42 UTC"],
    ["de", "25. Apr., 14:15–15:42 UTC", "25. Apr., 14:15 – 26. Apr., 01:42 UTC", "14:15–15:42 UTC"],
    ["fr", "25 avr., 14:15 – 15:42 UTC", "25 avr. à 14:15 – 26 avr. à 01:42 UTC", "14:15 – 15:42 UTC"],
    ["ja", "4月25日 14:15～15:42 UTC", "4月25日 14:15～4月26日 01:42 UTC", "14:15～15:42 UTC"],
  ] as const)("in %s, names its day once, or both, or none beside the reader's", (language, day, days, none) => {
    const copy = copyIn(language);
    const [from, to] = ["2026-04-25T14:15:00Z", "2026-04-25T15:42:00Z"];
    expect(rangeText(copy, { from, to }, UTC)).toBe(day);
    expect(rangeText(copy, { from, to: "2026-04-26T01:42:00Z" }, UTC)).toBe(days);
    expect(utcRangeBeside(copy, { from, to }, NEW_YORK)).toBe(none);
  });
});

describe("a count", () => {
  it.each([
    ["es", "0 de 3 operativos", "1 de 3 operativo", "1 cambio más.", "2 cambios más."],
    ["de", "0 von 3 in Betrieb", "1 von 3 in Betrieb", "1 weitere Änderung.", "2 weitere Änderungen."],
    ["fr", "0 sur 3 opérationnel", "1 sur 3 opérationnel", "1 autre changement.", "2 autres changements."],
    ["ja", "3件中0件が正常稼働", "3件中1件が正常稼働", "ほかに1件の変更があります。", "ほかに2件の変更があります。"],
  ] as const)("in %s, bends the words around it", (language, none, single, change, changes) => {
    const copy = copyIn(language);
    expect(t(copy, "surface.tally", { operational: 0, total: 3 })).toBe(none);
    expect(t(copy, "surface.tally", { operational: 1, total: 3 })).toBe(single);
    expect(t(copy, "live.more", { count: 1 })).toBe(change);
    expect(t(copy, "live.more", { count: 2 })).toBe(changes);
  });
});
