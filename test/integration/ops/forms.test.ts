import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { inRoot } from "../../../scripts/root";
import { type Problem, request } from "../../support/http";
import { expectProblem } from "../../support/problem";
import { serverForFile } from "../../support/server-for-file";

const { server } = serverForFile({ env: { OPS_LOCAL_OPERATOR: "ops@example.com" } });

const MULTIPART = { "Content-Type": "multipart/form-data; boundary=b" };
const TEXT = { "Content-Type": "text/plain;charset=UTF-8" };
const part = (name: string, value: string) =>
  `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const END = "--b--\r\n";

/** The id of a server action of this build. */
const action = () => {
  const manifest = JSON.parse(readFileSync(inRoot(".next", "server", "server-reference-manifest.json"), "utf8"));
  return Object.keys(manifest.node)[0] ?? "";
};

const send = (headers: Record<string, string>, body: string) =>
  request<Problem>(server, "/ops/write", { method: "POST", headers: { Origin: server.url, ...headers }, body });

type Case = [what: string, headers: () => Record<string, string>, body: () => string];
const MALFORMED: Case[] = [
  ["broken off", () => MULTIPART, () => part("a", "1").slice(0, -4)],
  ["without a boundary", () => ({ "Content-Type": "multipart/form-data" }), () => part("a", "1") + END],
  ["of garbage", () => MULTIPART, () => "garbage"],
  ["empty", () => MULTIPART, () => ""],
  ["that names no action", () => MULTIPART, () => part("a", "1") + END],
  ["for an action of no form", () => ({ ...TEXT, "Next-Action": "x" }), () => "[]"],
  ["for an empty action", () => ({ ...TEXT, "Next-Action": "" }), () => "[]"],
  ["for an action, of no JSON", () => ({ ...TEXT, "Next-Action": action() }), () => "{nope"],
  ["for an action, broken off", () => ({ ...MULTIPART, "Next-Action": action() }), () => part("0", "[1").slice(0, -2)],
  [
    "for an action, of parts of no JSON",
    () => ({ ...MULTIPART, "Next-Action": action() }),
    () => part("0", "[1") + END,
  ],
  ["for an action, without its parts", () => ({ ...MULTIPART, "Next-Action": action() }), () => part("a", "1") + END],
];

it.each(MALFORMED)("a form %s is refused in our words, with nothing of Next's", async (_, headers, body) => {
  const answer = await send(headers(), body());
  expectProblem(answer, 400, "malformed_form");
});

const unknown = "7f".padEnd(42, "0");
it.each<Case>([
  ["by its header", () => ({ ...TEXT, "Next-Action": unknown }), () => "[]"],
  ["by a form's field", () => MULTIPART, () => part(`$ACTION_ID_${unknown}`, "") + END],
])("an action of another deployment, named %s, is a conflict", async (_, headers, body) => {
  expectProblem(await send(headers(), body()), 409, "changed_meanwhile");
});

it("a form of this deployment is read", async () => {
  const answer = await send(MULTIPART, part(`$ACTION_ID_${action()}`, "") + END);
  expect([answer.status, answer.body?.code]).not.toContain("malformed_form");
});
