import { headers } from "next/headers";
import type { Operator } from "@/lib/access/verify-operator";
import type { Context } from "@/lib/context";
import { requireOperatorBy, requireOwnOrigin } from "./operator";
import { pageContext } from "./page-context";

/** The gate of a page of `/ops`: each page asks, none trusts the layout around it. Throws what the door would answer. */
export async function requirePageOperator(): Promise<{ ctx: Context; operator: Operator }> {
  const ctx = pageContext();
  return { ctx, operator: await requireOperatorBy(ctx, await headers()) };
}

/** The gate of a server action: the same, and the form must be on one of our own pages. */
export async function requireActionOperator(): Promise<{ ctx: Context; operator: Operator }> {
  const gate = await requirePageOperator();
  requireOwnOrigin(await headers());
  return gate;
}
