import { t } from "@/components/messages/t";
import { ActiveLists } from "@/components/status/active-list";
import { Note } from "@/components/status/note";
import { OverallBanner } from "@/components/status/overall-banner";
import { StateIcon } from "@/components/status/state-icon";
import { summarize } from "@/components/status/summary";
import { inCategory } from "@/components/status/surface-order";
import { CATEGORIES, type Category } from "@/lib/core/engine/states";
import type { OpsPageAt } from "@/lib/schemas/ops";
import type { OpsProblem } from "@/lib/schemas/ops-form";
import { FormMessages } from "./form-messages";
import { Heading, Section } from "./heading";
import { opsMessages } from "./ops-messages";
import { Problem } from "./problem";
import { stateText } from "./state-label";
import { TimeField } from "./time-field";
import { When } from "./when";

type Props = { page: OpsPageAt | null; time: string; problem: OpsProblem | null };

/** The public page at an instant, with a link to share. */
export function AtPage({ page, time, problem }: Props) {
  return (
    <>
      <Heading title="Time machine" />
      <form action="/ops/at" method="get" className="mb-6 max-w-md">
        <FormMessages value={opsMessages}>
          <TimeField name="time" label="Show the page as customers saw it at" value={time || undefined} withSeconds>
            <button type="submit" className="ops-button max-sm:grow">
              Show
            </button>
          </TimeField>
        </FormMessages>
      </form>
      {problem && <Problem problem={problem} />}
      {page && <Shown page={page} />}
    </>
  );
}

function Shown({ page }: { page: OpsPageAt }) {
  const surfaces = page.surfaces.map((surface) => ({ ...surface, last_checked_at: null }));
  const missing = page.surfaces.filter(({ recorded }) => !recorded).length;
  return (
    <div data-at={page.time} className="space-y-8">
      <p className="text-muted text-sm">
        The page at <When at={page.time} />, rebuilt from the audit log. Cached responses may have been up to a minute
        older.{" "}
        <a className="link" href={`/ops/at?time=${page.time}`}>
          Link to this
        </a>
      </p>
      {missing > 0 && <p className="text-muted text-sm">{missing} surfaces had no audit row yet.</p>}
      <OverallBanner messages={opsMessages} summary={summarize(opsMessages, surfaces, page.layout)} isStale={false}>
        {null}
      </OverallBanner>
      <ActiveLists messages={opsMessages} surfaces={surfaces} incidents={toActive(page)} now={page.time} />
      <div className="grid gap-8 lg:grid-cols-2">
        {CATEGORIES.map((category) => (
          <Rows key={category} category={category} page={page} />
        ))}
      </div>
    </div>
  );
}

/** The incidents of then as the front page takes them. */
const toActive = ({ open_incidents, surfaces }: OpsPageAt) =>
  open_incidents.map(({ public_id: id, public_note: _, ...incident }) => ({
    ...incident,
    id,
    surface_display_name: surfaces.find((surface) => surface.id === incident.surface_id)?.display_name ?? "",
  }));

function Rows({ category, page }: { category: Category; page: OpsPageAt }) {
  const all = page.surfaces.map((surface) => ({ ...surface, last_checked_at: null }));
  const surfaces = inCategory(all, category) as typeof all;
  if (surfaces.length === 0) return null;
  return (
    <Section id={`at-${category}`} title={t(opsMessages, `categories.${category}`)}>
      <ul className="panel divide-y divide-line">
        {surfaces.map((surface) => (
          <li key={surface.id} data-surface={surface.id} data-state={surface.state} className="flex gap-3 px-4 py-2.5">
            <StateIcon state={surface.state} className="mt-0.5 size-5" />
            <div className="min-w-0">
              <p className="flex flex-wrap gap-x-3">
                <span className="font-medium wrap-anywhere">{surface.display_name}</span>
                <span className="text-state-ink">{stateText(surface.state)}</span>
              </p>
              {surface.public_note && <Note text={surface.public_note} />}
              <p className="text-muted text-sm">
                {surface.recorded ? (
                  <>
                    since <When at={surface.state_since} />
                  </>
                ) : (
                  "no audit row yet"
                )}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
