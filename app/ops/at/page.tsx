import { AtPage } from "@/components/ops/at-page";
import { OpsShell } from "@/components/ops/ops-shell";
import { parseWith } from "@/lib/http/body";
import { requirePageOperator } from "@/lib/http/operator-page";
import { attempt } from "@/lib/http/operator-step";
import { oneOf, type Query } from "@/lib/http/page-query";
import type { OpsPageAt } from "@/lib/schemas/ops";
import { instantOf, type OpsProblem } from "@/lib/schemas/ops-form";
import { AtQuery } from "@/lib/schemas/ops-write";
import { readPageAt } from "@/lib/usecases/read-page-at";

export const dynamic = "force-dynamic";

type Found = { page: OpsPageAt | null; problem: OpsProblem | null };

/** What the public page said at an instant: `?time=<ISO>`. */
export default async function Page({ searchParams }: Query) {
  const { ctx, operator } = await requirePageOperator();
  const time = instantOf(oneOf((await searchParams).time));
  const found = await attempt<Found>(
    async () => ({ page: time ? await readPageAt(ctx, parseWith(AtQuery, { time }).time) : null, problem: null }),
    (problem) => ({ page: null, problem }),
  );
  return (
    <OpsShell viewer={operator} path="/ops/at" title="Time machine">
      <AtPage {...found} time={found.page?.time ?? ""} />
    </OpsShell>
  );
}
