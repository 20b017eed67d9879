import { expect, test } from "vitest";
import { judgeRelease, parseReleases, releasesRequest } from "@/lib/services/monitors/heroku";
import { fixture, GARBAGE } from "./support";

const APP = { name: "raxx-api-prod", severity: "critical" as const };
const judge = (name: string) => judgeRelease(APP, parseReleases(fixture(name)) ?? { failure: "test" });

test("the newest releases are asked for first, as version 3 and with the token", () => {
  const { url, headers } = releasesRequest({ base: "https://api.heroku.com/", token: "t0ken" }, APP.name);
  expect(url).toBe("https://api.heroku.com/apps/raxx-api-prod/releases");
  expect(headers).toMatchObject({ Authorization: "Bearer t0ken", Range: "version ..; order=desc,max=50" });
  expect(headers.Accept).toContain("version=3");
});

test("a current release with a slug is well and says what was deployed last", () => {
  expect(judge("heroku-releases-healthy")).toMatchObject({
    key: "heroku:release:raxx-api-prod",
    ok: true,
    alert: null,
    details: { last_deploy: { created_at: "2026-11-18T12:00:00Z", version: 211, description: "Deploy 1a2b3c4d" } },
  });
});

test("a failed release that is newer than the current one is not the one that runs", () => {
  expect(judge("heroku-releases-failed-newest")).toMatchObject({
    ok: true,
    details: { last_deploy: { version: 211 } },
  });
});

test("an app with config-only releases was never deployed to, and that is critical", () => {
  expect(judge("heroku-releases-never-deployed")).toMatchObject({
    ok: false,
    severity: "critical",
    alert: "raxx-api-prod has no slug: nothing was ever deployed",
    details: { last_deploy: null, release: { version: 7 } },
  });
});

test("an app without any release was never deployed to either", () => {
  expect(judgeRelease(APP, parseReleases([]) ?? { failure: "test" })).toMatchObject({
    ok: false,
    severity: "critical",
  });
});

test("an OCI image is as good as a slug", () => {
  expect(judge("heroku-releases-oci")).toMatchObject({ ok: true, alert: null });
});

test("a list without the current release says nothing", () => {
  const [failed] = fixture("heroku-releases-failed-newest") as unknown[];
  expect(parseReleases([failed])).toBeNull();
});

test.each(GARBAGE.map((body) => [body]))("garbage says nothing: %j", (body) => {
  expect(parseReleases(body)).toBeNull();
});

test("a look that failed is unknown, and neither raises an alert nor clears one", () => {
  const finding = judgeRelease(APP, { failure: "HTTP 401" });
  expect(finding).toMatchObject({ ok: null, details: { failure: "HTTP 401" } });
  expect(finding.alert).toBeUndefined();
});
