import { SOURCES } from "@/lib/core/engine/states";
import type { OpsAuditPage } from "@/lib/schemas/ops";
import type { OpsProblem } from "@/lib/schemas/ops-form";
import { AuditRows } from "./audit-rows";
import { SOURCE_NAMES } from "./evidence";
import { FilterForm, NextPage, Pick, surfaceOptions, TextBox } from "./filter-form";
import { FormMessages } from "./form-messages";
import { Heading } from "./heading";
import { opsMessages } from "./ops-messages";
import { Problem } from "./problem";
import { TimeField } from "./time-field";

type Props = OpsAuditPage & {
  problem: OpsProblem | null;
  names: Readonly<Record<string, string>>;
  query: Record<string, string>;
};

/** The audit log: which actor changed which surface, when and by which rule. */
export function AuditPage({ rows, next, problem, names, query }: Props) {
  const { before: _, ...filter } = query;
  return (
    <>
      <Heading title="Audit log">
        <span className="flex flex-wrap gap-2">
          <a href="/ops/actions" className="ops-quiet">
            Operator actions
          </a>
          <a href={`/api/ops/audit.csv?${new URLSearchParams(filter)}`} className="ops-quiet" download>
            CSV
          </a>
        </span>
      </Heading>
      <FilterForm action="/ops/audit">
        <Pick name="surface" label="Surface" value={query.surface ?? ""} options={surfaceOptions(names)} />
        <TextBox name="actor" label="Actor" value={query.actor ?? ""} />
        <Pick
          name="source"
          label="Source"
          value={query.source ?? ""}
          options={[["", "All"], ...SOURCES.map((source) => [source, SOURCE_NAMES[source]] as const)]}
        />
        <FormMessages value={opsMessages}>
          <div className="ops-wide">
            <TimeField name="from" label="From" value={query.from} />
          </div>
          <div className="ops-wide">
            <TimeField name="to" label="To" value={query.to} />
          </div>
        </FormMessages>
      </FilterForm>
      {problem && <Problem problem={problem} />}
      <div className="panel px-4 py-1">
        <AuditRows rows={rows} names={names} />
      </div>
      <NextPage path="/ops/audit" query={filter} next={next} />
    </>
  );
}
