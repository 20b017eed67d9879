import { describe, expect, it } from "vitest";
import { insertSignUpLetter } from "@/db/queries/sign-up-letters";
import {
  insertSubscriber,
  insertTokenOfSealed,
  type NewSubscriber,
  selectByToken,
  suppress,
} from "@/db/queries/subscribers";
import { DAY_MS, NOW, noticesForFile, subscriber } from "./world";

const { db, d1, run, rows } = noticesForFile();

describe("a sign-up", () => {
  const signUp = (name: string, now = NOW, more?: Partial<NewSubscriber>) =>
    run(
      insertSubscriber(
        db(),
        subscriber(name, { state: "pending", ...more }),
        { mostPending: 3, isReplacing: false },
        now,
      ),
      insertTokenOfSealed(
        db(),
        { hash: `token ${name} ${now}`, purpose: "unsubscribe", expiresAt: null },
        `sealed ${name}`,
      ),
      ...insertSignUpLetter(db(), `hash of ${name}`, { ownADay: 3, allADay: 8 }, now),
    );
  const letters = () => rows<{ step: string }>("SELECT step FROM notice_events ORDER BY id");

  it("is answered by a letter: to confirm, or to manage once that is done; three a day", async () => {
    await signUp("a");
    await d1().prepare("UPDATE subscribers SET state = 'confirmed'").run();
    await signUp("a", NOW + 1, { sealed: "sealed by a stranger", kinds: ["measured"] });
    await signUp("a", NOW + 2);
    await signUp("a", NOW + 3);
    expect((await letters()).map(({ step }) => step)).toEqual(["confirm", "manage", "manage"]);
    expect(await rows("SELECT sealed, kinds FROM subscribers")).toEqual([
      { sealed: "sealed a", kinds: '["incidents","maintenance","postmortems"]' },
    ]);
    expect(await rows("SELECT * FROM notice_deliveries")).toHaveLength(3);
    await signUp("a", NOW + DAY_MS + 3);
    expect(await letters()).toHaveLength(4);
  });

  it("is nothing for a suppressed address, beyond the ceiling of unconfirmed ones, and beyond the day's letters", async () => {
    await run(suppress(db(), "hash of x", "complaint", NOW));
    await signUp("x");
    expect(await letters()).toEqual([]);
    for (const name of ["a", "b", "c", "d"]) await signUp(name);
    expect(await rows("SELECT id FROM subscribers")).toHaveLength(3);
    for (const turn of [1, 2]) for (const name of ["a", "b", "c"]) await signUp(name, NOW + turn);
    expect(await letters()).toHaveLength(8);
  });

  it("has a token that finds its subscriber for its purpose alone, while it holds", async () => {
    await signUp("a");
    const find = async (hash: string, purpose: "unsubscribe" | "confirm") =>
      (await selectByToken(db(), hash, [purpose], NOW)).length;
    expect(await find(`token a ${NOW}`, "unsubscribe")).toBe(1);
    expect(await find(`token a ${NOW}`, "confirm")).toBe(0);
    expect(await find("another", "unsubscribe")).toBe(0);
  });
});
