import { afterAll, beforeAll, expect, it } from "vitest";
import { type Edge, startEdge } from "../../support/edge";
import { ask } from "./ask";
import { SERVING_RULES } from "./serving-rules";
import { STORING_RULES } from "./storing-rules";

const RULES = [...STORING_RULES, ...SERVING_RULES];

let edge: Edge;
beforeAll(async () => {
  edge = await startEdge();
});
afterAll(() => edge.stop());

it.each(RULES.map((rule, i) => [rule.source, rule.says, rule, `/rule-${i}`] as const))(
  "%s: %s",
  async (_source, _says, { answers, steps }, path) => {
    await edge.script(path, ...answers);
    for (const { expects, lacks = [], ...step } of steps) {
      const outcome = await ask(edge, path, step);
      expect(outcome).toMatchObject(expects);
      expect(lacks.filter((name) => name in outcome.headers)).toEqual([]);
    }
  },
);
