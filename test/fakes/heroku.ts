import { readFileSync } from "node:fs";
import { type FakeServer, type Reply, startFakeServer } from "./server";

// biome-ignore lint/suspicious/noExplicitAny: fixtures are edited freely
const fixture = (name: string): any =>
  JSON.parse(readFileSync(new URL(`../fixtures/monitors/heroku-${name}.json`, import.meta.url), "utf8"));

export const HEROKU_TOKEN = "heroku-read-token";
const HEROKU_APPS = ["raxx-api-prod", "raxx-api-staging"] as const;
type App = (typeof HEROKU_APPS)[number];
type Dynos = "up" | "crashed" | "starting" | "idle" | "none" | "scaled-to-zero";

const states = (state: string) => fixture("dynos-healthy").map((dyno: object) => ({ ...dyno, state }));
const DYNOS: Record<Dynos, { dynos: object; formation: object }> = {
  up: { dynos: states("up"), formation: fixture("formation") },
  crashed: { dynos: states("crashed"), formation: fixture("formation") },
  starting: { dynos: states("starting"), formation: fixture("formation") },
  idle: { dynos: states("idle"), formation: fixture("formation") },
  none: { dynos: [], formation: fixture("formation") },
  "scaled-to-zero": { dynos: [], formation: fixture("formation-scaled-to-zero") },
};

/** Heroku's Platform API on this machine, for the apps that we watch; everything is well until it is said otherwise. */
export async function startHeroku() {
  const fake = await startFakeServer();
  const guard =
    (reply: Reply): ((asked: FakeServer["asked"][number]) => Reply) =>
    ({ headers }) =>
      headers.authorization === `Bearer ${HEROKU_TOKEN}` && headers.accept === "application/vnd.heroku+json; version=3"
        ? reply
        : { status: 401, body: { id: "unauthorized" } };
  const heroku = {
    ...fake,
    releases: (app: App, deployed: boolean) => {
      const body = fixture(deployed ? "releases-healthy" : "releases-never-deployed");
      fake.at(`/apps/${app}/releases`, guard({ status: 206, body }));
    },
    dynos: (app: App, how: Dynos) => {
      fake.at(`/apps/${app}/dynos`, guard({ body: DYNOS[how].dynos }));
      fake.at(`/apps/${app}/formation`, guard({ body: DYNOS[how].formation }));
    },
    /** Everything answers so, until all is well again. */
    breakOff: (reply: Reply) => {
      for (const app of HEROKU_APPS)
        for (const what of ["releases", "dynos", "formation"]) fake.at(`/apps/${app}/${what}`, reply);
    },
    mend: () => {
      for (const app of HEROKU_APPS) {
        heroku.releases(app, true);
        heroku.dynos(app, "up");
      }
    },
  };
  heroku.mend();
  return heroku;
}

export type Heroku = Awaited<ReturnType<typeof startHeroku>>;
