import { expect, test } from "vitest";
import { type Finding, retire } from "@/lib/services/monitors/checks";
import { at, stored } from "./support";

const finding = (key: string): Finding => ({ key, ok: false, severity: "critical", summary: "", details: {} });

test("a check that the configuration no longer names is retired once, and its alert closed", () => {
  const keys = ["heroku:dynos:kept", "heroku:dynos:gone", "github:other"];
  const known = new Map(keys.map((key) => [key, stored(finding(key), at("10:00"))]));
  const retired = retire(known, "heroku:", ["heroku:dynos:kept"]);
  expect(retired).toMatchObject([{ key: "heroku:dynos:gone", ok: null, summary: "no longer watched", alert: null }]);
  for (const one of retired) known.set(one.key, stored(one, at("10:05")));
  expect(retire(known, "heroku:", ["heroku:dynos:kept"])).toEqual([]);
});
