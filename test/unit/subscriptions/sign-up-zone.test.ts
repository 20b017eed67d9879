import { expect, test } from "vitest";
import { ManageBody, SubscribeBody } from "@/lib/schemas/subscriptions";

const TOKEN = "t".repeat(43);

test.each([
  ["Europe/Berlin", "Europe/Berlin"],
  ["Etc/Unknown", "UTC"],
  ["Middle/Earth", "UTC"],
  ["", "UTC"],
  [undefined, "UTC"],
])("a sign-up from the zone %s is told times in %s", (zone, known) => {
  expect(SubscribeBody.parse({ email: "a@example.com", zone }).zone).toBe(known);
});

test("a zone that a person chose is refused where it is none", () => {
  expect(ManageBody.safeParse({ token: TOKEN, zone: "Middle/Earth" }).error?.issues).toMatchObject([
    { path: ["zone"] },
  ]);
  expect(ManageBody.parse({ token: TOKEN, zone: "Europe/Berlin" }).zone).toBe("Europe/Berlin");
});
