import type { Context } from "@/lib/context";
import { AppError, type Issue } from "@/lib/errors";
import type { OpsWrite } from "@/lib/schemas/ops-write";
import type { Decision } from "./commit";
import type { OperatorBoard } from "./operator-board";

/** What a write would do, before it is known whether its operator saw everything. Used to preview it and to do it. */
export type Draft = Omit<Decision<unknown>, "result"> & {
  /** When readers will read it, where that is not at once. */
  readAt?: number;
  windowId?: string;
};

export type DraftInput<W = OpsWrite> = { ctx: Context; board: OperatorBoard; write: W; actor: string };

/** What is wrong with the input (422). */
export const refuse = (issues: readonly Issue[]): AppError => new AppError("invalid_request", undefined, issues);
