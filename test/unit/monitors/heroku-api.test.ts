import { expect, test } from "vitest";
import type { Before, Finding } from "@/lib/services/monitors/checks";
import { judgeApi } from "@/lib/services/monitors/heroku";
import { at, stored } from "./support";

const PROD = "heroku:dynos:raxx-api-prod";
const STAGING = "heroku:dynos:raxx-api-staging";
const found = (key: string, ok: boolean | null): Finding => ({
  key,
  ok,
  severity: "critical",
  summary: "",
  details: ok === null ? { failure: "HTTP 401" } : {},
});

const failingSince = (time: string): Map<string, Before> => {
  const first = [found(PROD, null), found(STAGING, true)];
  const api = judgeApi(new Map(), first, [PROD, STAGING], at(time));
  return new Map([...first, api].map((finding) => [finding.key, stored(finding, at(time))]));
};

test("an API that answers is well, and its alert clears", () => {
  expect(judgeApi(new Map(), [found(PROD, true)], [PROD], at("10:00"))).toMatchObject({ ok: true, alert: null });
});

test("one that fails is no alert yet", () => {
  const finding = judgeApi(failingSince("10:00"), [found(PROD, null)], [PROD, STAGING], at("10:25"));
  expect(finding).toMatchObject({ ok: false, details: { failures: { [PROD]: "HTTP 401" } } });
  expect(finding.alert).toBeUndefined();
});

test("one that has failed for 30 minutes is a warning", () => {
  expect(judgeApi(failingSince("10:00"), [found(PROD, null)], [PROD, STAGING], at("10:30"))).toMatchObject({
    severity: "warning",
    alert: "Heroku's API has not answered for 30 minutes: HTTP 401",
  });
});

test("a look at one app does not vouch for another", () => {
  expect(judgeApi(failingSince("10:00"), [found(STAGING, true)], [PROD, STAGING], at("10:31"))).toMatchObject({
    ok: false,
  });
});

test("an app that is watched no longer holds nothing up", () => {
  expect(judgeApi(failingSince("10:00"), [found(STAGING, true)], [STAGING], at("10:31"))).toMatchObject({ ok: true });
});
