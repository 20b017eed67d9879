import { headers } from "next/headers";
import type { ComponentProps, ReactNode } from "react";
import { OpsLayout } from "@/components/ops/ops-layout";
import type { Context } from "@/lib/platform/context";
import { type AppError, PROBLEMS } from "@/lib/platform/problems";
import type { OpsAuditRow } from "@/lib/schemas/ops";
import type { OpsProblem } from "@/lib/schemas/ops-form";
import { requireOperatorBy, requireOwnOrigin } from "@/lib/server/operator";
import { asAppError } from "@/lib/server/problem-response";
import { pageContext } from "@/lib/server/request-context";

type Values = Record<string, string | string[] | undefined>;
type PageProps = { params: Promise<Values>; searchParams: Promise<Values> };

/** What a page reads of its address, and what each surface is called, by id in the registry's order. */
type PageRequest = {
  ctx: Context;
  id: string;
  /** The parameters that say something, the first value of each. */
  query: Record<string, string>;
  values: Values;
  names: Record<string, string>;
};

/** One page of `/ops`: what it shows, which costs one D1 round trip, and how. */
type OperatorPage<Props extends object> = {
  path: ComponentProps<typeof OpsLayout>["path"];
  title: string | ((props: NoInfer<Props>) => string);
  load: (request: PageRequest) => NoInfer<Props> | Promise<NoInfer<Props>>;
  View: (props: Props) => ReactNode;
};

/** A Next page that verifies its operator before it reads anything; no page relies on its layout for that. */
export function operatorPage<Props extends object>(definition: OperatorPage<Props>) {
  const { path, title, load, View } = definition;
  async function page({ params, searchParams }: PageProps) {
    const { ctx, operator } = await requirePageOperator();
    const props = await load(readPageRequest(ctx, await params, await searchParams));
    return (
      <OpsLayout viewer={operator} path={path} title={typeof title === "string" ? title : title(props)}>
        <View {...props} />
      </OpsLayout>
    );
  }
  return Object.assign(page, { definition });
}

/** A page's parameters; an empty field of a GET form is left out. */
export function readPageRequest(ctx: Context, { id }: Values, values: Values): PageRequest {
  const first = Object.entries(values).map(([name, value]) => [name, [value].flat()[0]]);
  const names = ctx.registry.entries.map((surface) => [surface.id, surface.display_name]);
  const query = Object.fromEntries(first.filter(([, value]) => value));
  return { ctx, id: String(id ?? ""), query, values, names: Object.fromEntries(names) };
}

async function requirePageOperator() {
  const ctx = pageContext();
  return { ctx, operator: await requireOperatorBy(ctx, await headers()) };
}

/** The operator of a request, and its context. */
export type OperatorSession = Awaited<ReturnType<typeof requirePageOperator>>;

/** A server action that first verifies its operator and that the request has this site's origin. The step before comes from the browser. */
export const operatorAction =
  <Step,>(work: (session: OperatorSession, form: FormData, before: Step) => Promise<Step>) =>
  async (before: Step, form: FormData): Promise<Step> => {
    const session = await requirePageOperator();
    requireOwnOrigin(await headers());
    return work(session, form, before);
  };

/** Turns a refusal into a form's problem, so that the page shows it and the input stays. */
export async function attempt<T>(
  work: () => Promise<T>,
  refused: (problem: OpsProblem, error: AppError) => T | Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    const error = asAppError(thrown);
    if (error.code === "internal_error") throw thrown;
    return refused(toOpsProblem(error), error);
  }
}

/** What is found for a form's query, or nothing and why it is refused. */
export const find = <T extends object>(work: () => Promise<T>, nothing: T) =>
  attempt<T & { problem: OpsProblem | null }>(
    async () => ({ ...(await work()), problem: null }),
    (problem) => ({ ...nothing, problem }),
  );

const toOpsProblem = ({ code, detail, issues, meanwhile }: AppError): OpsProblem => ({
  code,
  title: detail ?? PROBLEMS[code][1],
  issues: [...(issues ?? [])],
  meanwhile: [...((meanwhile ?? []) as OpsAuditRow[])],
});
