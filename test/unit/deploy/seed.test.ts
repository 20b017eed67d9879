import { expect, it } from "vitest";
import { readOptions } from "../../../scripts/seed";

it("takes a token that begins with a dash, as one of 64 that we make does", () => {
  const site = ["--worker-url", "https://status.raxx.app/"];
  const read = { url: "https://status.raxx.app", token: "-0_a" };
  for (const token of [["--token", "-0_a"], ["--token=-0_a"]]) {
    expect(readOptions([...site, ...token])).toEqual(read);
    expect(readOptions([...token, ...site])).toEqual(read);
  }
  expect(() => readOptions([...site, "--token"])).toThrow("No token");
  expect(() => readOptions(["--token", "-0_a"])).toThrow("--worker-url is missing");
});
