import { beforeAll, describe, expect, it } from "vitest";
import { type Drill, playOutage } from "../../../scripts/mirror/drill";
import { mainOf, statesIn } from "../../support/mirror";

let drill: Drill;
beforeAll(async () => {
  drill = await playOutage();
}, 600_000);

const page = (i: number) => drill.pages[i] ?? "";

describe("a day on which the status page's own host is gone", () => {
  it("the copy says so in the first run, and shows the last known state as no more than that", () => {
    expect(page(0).includes("has not answered")).toBe(false);
    expect(statesIn(mainOf(page(0)))).toContain("OPERATIONAL");
    expect(/Our status page has not answered since \d\d:\d\d UTC\./.test(page(1))).toBe(true);
    expect(mainOf(page(1)).includes("Last known status")).toBe(true);
    expect(drill.documents[1]).toMatchObject({ stale: true });
  });

  it("by its 15th minute every surface is UNKNOWN", () => {
    expect(statesIn(mainOf(page(2)))).toEqual(["UNKNOWN"]);
    expect(drill.documents[2]).toMatchObject({ stale: true, overall_status: "UNKNOWN" });
  });

  it("what was measured from outside is shown beside it: in doubt at first, DOWN from the third failure on", () => {
    const measured = (i: number) =>
      /aria-labelledby="measured-outside".*?data-state="(\w+)"/s.exec(mainOf(page(i)))?.[1];
    expect([0, 1, 2, 3, 4].map(measured)).toEqual([undefined, "UNKNOWN", "UNKNOWN", "DOWN", undefined]);
  });

  it("the signed note is shown with its time; forged, altered, replayed and too old ones are refused", () => {
    expect(mainOf(page(3)).includes("Logins fail. We are working on it.")).toBe(true);
    expect(mainOf(page(3)).includes(`dateTime="${drill.saidAt}"`)).toBe(true);
    expect(mainOf(page(3)).includes("All is well")).toBe(false);
    const refused = drill.events[3]?.said.filter((line) => line.includes("is refused"));
    expect(refused?.map((line) => /note (\d-[\w-]+)/.exec(line)?.[1])).toEqual([
      "2-forged",
      "3-altered",
      "4-replayed",
      "5-too-old",
    ]);
  });

  it("on its return the note is merged once, in its signer's name and at its own time, and shown once", () => {
    expect(page(4).includes("has not answered")).toBe(false);
    expect(mainOf(page(4)).match(/From our team/g)).toBeNull();
    expect(mainOf(page(4)).includes("Logins fail")).toBe(true);
    expect(drill.documents[4]).toMatchObject({ overall_status: "DOWN" });
    expect(drill.actions).toMatchObject([{ actor: "Ada of ops", action: "update_surface" }]);
    const own = drill.audit.filter(({ actor }) => actor === "Ada of ops");
    expect(own).toMatchObject([{ new_state: "DOWN", public_note: "Logins fail. We are working on it." }]);
    expect(Date.parse(String(own[0]?.effective_at))).toBe(Date.parse(drill.saidAt));
    expect(own[0]?.note).toContain("said at");
  });
});
