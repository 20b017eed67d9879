import { expect, invalidate, openLive, test, unfold } from "../support/page";
import { openTicket, REGISTRY, showAllWell } from "./scenes";

/** 280 characters each. */
const NOTES = {
  japanese: "一部のお客様で、ログイン後に画面が正しく表示されない事象を確認しています。担当者が原因を調査しています。"
    .repeat(6)
    .slice(0, 280),
  arabic: "رصدنا أن بعض العملاء لا تظهر لهم الشاشة بعد تسجيل الدخول. الفريق يحقق في السبب الآن. "
    .repeat(4)
    .slice(0, 280),
};

test("Nothing is wider than the screen when everything is on fire with long notes, at 320 pixels, at 400 % and on a desktop", async ({
  page,
  server,
  operator,
}) => {
  await showAllWell({ server, operator });
  for (const { id } of REGISTRY) await operator.pin(id, "DOWN");
  await openTicket(server, { id: 61, tag: "app-raxx-app", severity: "down", note: NOTES.japanese });
  await operator.pin("market-data-feed", "DOWN", { public_note: NOTES.arabic });
  await operator.pin("api-service", "DOWN", { public_note: NOTES.japanese });
  await invalidate(server);
  await openLive(page);
  await unfold(page);
  for (const width of [320, 1440]) {
    await page.setViewportSize({ width, height: width === 320 ? 256 : 900 }); // 1280 by 1024 at 400 %
    const isWide = await page.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    );
    expect([width, isWide]).toEqual([width, false]);
  }
});
