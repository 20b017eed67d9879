import * as z from "zod";
import { type HerokuApi, herokuRequest } from "./heroku-api";

const Dynos = z.array(z.object({ type: z.string(), state: z.string() }));
const Formation = z.array(z.object({ type: z.string(), quantity: z.int().min(0) }));

/** The dynos of an app's formation by what they are doing, and how many there should be. */
export type DynoCount = { wanted: number; up: number; starting: number; idle: number; crashed: number; down: number };

const STATES = ["up", "starting", "idle", "crashed", "down"] as const;

export const dynosRequest = (api: HerokuApi, app: string) =>
  herokuRequest(api, `/apps/${encodeURIComponent(app)}/dynos`);

export const formationRequest = (api: HerokuApi, app: string) =>
  herokuRequest(api, `/apps/${encodeURIComponent(app)}/formation`);

/** Only types that are scaled up count: a one-off `run` dyno serves nobody. Null where the answers do not say. */
export function countDynos(dynosBody: unknown, formationBody: unknown): DynoCount | null {
  const dynos = Dynos.safeParse(dynosBody);
  const formation = Formation.safeParse(formationBody);
  if (!dynos.success || !formation.success) return null;
  const scaledUp = formation.data.filter(({ quantity }) => quantity > 0);
  const types = new Set(scaledUp.map(({ type }) => type));
  const count: DynoCount = { wanted: 0, up: 0, starting: 0, idle: 0, crashed: 0, down: 0 };
  for (const { quantity } of scaledUp) count.wanted += quantity;
  for (const { type, state } of dynos.data) {
    const known = STATES.find((word) => word === state);
    if (known && types.has(type)) count[known]++;
  }
  return count;
}
