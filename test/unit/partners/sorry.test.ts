import { describe, expect, test } from "vitest";
import { sorry } from "@/lib/integrations/partners/sorry";
import { feedOf, fixture, outcome, read } from "./feeds";

const feed = feedOf("sorry");
const components = (changes: object = {}) => ({ ...fixture("sorry-components"), ...changes });
const notices = fixture("sorry-notices");
const withState = (name: string, state: unknown) => {
  const body = components();
  for (const component of body.components) if (component.name === name) component.state = state;
  return body;
};

describe("Sorry", () => {
  test("is asked for components, and for notices if there are any", () => {
    expect(sorry(feed)[0].requests).toEqual([
      { url: "https://status.partner.example/api/v1/components" },
      { url: "https://status.partner.example/api/v1/notices", optional: true },
    ]);
  });

  test.each([
    ["operational", "OPERATIONAL"],
    ["degraded", "DEGRADED"],
    ["partially-degraded", "DEGRADED"],
    ["under_maintenance", "MAINTENANCE"],
    ["a word of next year", "DEGRADED"],
    ["", "DEGRADED"],
  ])("a component that is %j reads %s", (state, read) => {
    expect(outcome(feed, [withState("SMTP", state), null])).toBe(read);
  });

  test("only listed components count, by name or by id", () => {
    const listed = { ...feed, components: ["Sending"] };
    expect(outcome(listed, [withState("Sending", "degraded"), null])).toBe("DEGRADED");
    expect(outcome(listed, [withState("SMTP", "degraded"), null])).toBe("OPERATIONAL");
    expect(outcome({ ...feed, components: ["22"] }, [withState("SMTP", "degraded"), null])).toBe("DEGRADED");
  });

  test("what goes on at present gives the titles and not the state", () => {
    expect(read(feed, [components(), notices])).toEqual({
      state: "OPERATIONAL",
      incidentTitles: ["Mail leaves late"],
      feedAt: null,
    });
  });

  test.each([null, "", "null", "[]", "<html>", { notices: null }, { notices: [7] }, { error: "gone" }])(
    "notices %j cost the titles only",
    (body) => {
      expect(read(feed, [withState("SMTP", "degraded"), body])).toMatchObject({
        state: "DEGRADED",
        incidentTitles: [],
      });
    },
  );

  test.each([
    ["a vanished component", { ...feed, components: ["Receiving"] }, components(), "component_vanished"],
    ["no components", feed, components({ components: [] }), "component_vanished"],
    ["components that are null", feed, components({ components: null }), "unparseable"],
    ["a component without a state", feed, components({ components: [{ id: 1, name: "SMTP" }] }), "unparseable"],
    ["an empty body", feed, "", "empty"],
    ["a limit of age, since the feed has no time", { ...feed, max_age_days: 1 }, components(), "over_age"],
  ])("%s fails the poll", (_, feedOfCase, body, reason) => {
    expect(outcome(feedOfCase, [body, notices])).toBe(reason);
  });

  test("one page of several proves no health, unless what it lists is there", () => {
    const meta = { count: 3, total_count: 6, next_page: "/api/v1/components?page=2" };
    expect(outcome(feed, [components({ meta }), null])).toBe("incomplete");
    expect(outcome({ ...feed, components: ["SMTP"] }, [components({ meta }), null])).toBe("OPERATIONAL");
    expect(outcome(feed, [{ ...withState("SMTP", "degraded"), meta }, null])).toBe("DEGRADED");
  });
});
