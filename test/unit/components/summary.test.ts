import { describe, expect, it } from "vitest";
import { summarize } from "@/components/status/summary";
import { english } from "./english";
import { ownedIn, surfaceWith } from "./surface";

const cloudflare = (state: Parameters<typeof ownedIn>[0]) =>
  surfaceWith({ id: "cloudflare", display_name: "Cloudflare", category: "upstream_3p", state });

describe("the banner's sentence", () => {
  it.each([
    ["DOWN", "A is down"],
    ["PARTIAL", "Partial outage: A"],
    ["DEGRADED", "Degraded performance: A"],
    ["MAINTENANCE", "A is under scheduled maintenance"],
    ["UNKNOWN", "We can’t confirm the status of A"],
  ] as const)("names the one owned surface that is %s", (state, headline) => {
    expect(summarize(english, ownedIn(state, "OPERATIONAL"))).toEqual({ state, headline, clauses: [] });
  });

  it("says that all is well only when every surface is operational", () => {
    expect(summarize(english, [...ownedIn("OPERATIONAL", "OPERATIONAL"), cloudflare("OPERATIONAL")])).toEqual({
      state: "OPERATIONAL",
      headline: "All systems operational",
      clauses: [],
    });
  });

  it("names the others when only a service that we rely on is affected", () => {
    expect(summarize(english, [...ownedIn("OPERATIONAL", "OPERATIONAL"), cloudflare("PARTIAL")])).toEqual({
      state: "OPERATIONAL",
      headline: "Raxx services are operational. Partial outage: Cloudflare",
      clauses: [],
    });
  });

  it("speaks for our services alone when another's status is unknown", () => {
    expect(summarize(english, [...ownedIn("OPERATIONAL", "OPERATIONAL"), cloudflare("UNKNOWN")])).toEqual({
      state: "OPERATIONAL",
      headline: "All Raxx services are operational",
      clauses: [{ state: "UNKNOWN", text: "We can’t confirm the status of Cloudflare" }],
    });
  });

  it("leads with the worst owned state, and lists the rest, ours first", () => {
    const summary = summarize(english, [...ownedIn("DEGRADED", "DOWN", "DEGRADED", "OPERATIONAL"), cloudflare("DOWN")]);
    expect(summary).toEqual({
      state: "DOWN",
      headline: "B is down",
      clauses: [
        { state: "DEGRADED", text: "Degraded performance: A and C" },
        { state: "DOWN", text: "Cloudflare is down" },
      ],
    });
  });

  it("names three at most and counts the others", () => {
    const three = summarize(english, ownedIn("DOWN", "DOWN", "DOWN", "OPERATIONAL"));
    expect(three.headline).toBe("A, B, and C are down");
    const four = summarize(english, ownedIn("DOWN", "DOWN", "DOWN", "DOWN", "OPERATIONAL"));
    expect(four.headline).toBe("A, B, and 2 more are down");
  });

  it("says all instead of naming every one", () => {
    const ours = summarize(english, [...ownedIn("PARTIAL", "PARTIAL"), cloudflare("OPERATIONAL")]);
    expect(ours.headline).toBe("All Raxx services have a partial outage");
    const everything = summarize(english, [...ownedIn("DOWN", "DOWN"), cloudflare("DOWN")]);
    expect(everything).toEqual({ state: "DOWN", headline: "All systems are down", clauses: [] });
  });

  it("never reads unknown, or an empty database, as well", () => {
    expect(summarize(english, [...ownedIn("UNKNOWN", "UNKNOWN"), cloudflare("UNKNOWN")])).toEqual({
      state: "UNKNOWN",
      headline: "We can’t confirm the status of any system",
      clauses: [],
    });
    expect(summarize(english, [])).toEqual({
      state: "UNKNOWN",
      headline: "We can’t confirm the status of Raxx services",
      clauses: [],
    });
    expect(summarize(english, [cloudflare("OPERATIONAL")]).state).toBe("UNKNOWN");
    expect(summarize(english, [cloudflare("OPERATIONAL")]).headline).toContain("can’t confirm");
  });
});
