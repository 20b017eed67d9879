import type { OpsSurface } from "@/lib/schemas/ops";
import { StateLabel } from "./state-label";
import { spanText, When } from "./when";

type Props = { surfaces: readonly OpsSurface[]; now: string };

const SOON_MS = 15 * 60_000;

/** The overrides in force with their ends, the next one to end first, and the ways to extend and to clear them. */
export function Overrides({ surfaces, now }: Props) {
  const overridden = surfaces
    .filter(({ overridden_by: actor }) => actor !== null)
    .toSorted((a, b) => endOf(a) - endOf(b));
  if (overridden.length === 0) return null;
  return (
    <section aria-labelledby="overrides" className="mb-4">
      <h2 id="overrides" className="section-title mb-2">
        Overrides in force
      </h2>
      <ul className="panel divide-y divide-line text-sm">
        {overridden.map((surface) => (
          <Override key={surface.id} surface={surface} leftMs={endOf(surface) - Date.parse(now)} />
        ))}
      </ul>
    </section>
  );
}

const endOf = ({ override_expires_at: at }: OpsSurface): number =>
  at === null ? Number.POSITIVE_INFINITY : Date.parse(at);

function Override({ surface, leftMs }: { surface: OpsSurface; leftMs: number }) {
  const { id, display_name: name, shown_state: state, override_expires_at: end } = surface;
  const isSoon = leftMs < SOON_MS;
  return (
    <li
      data-override={id}
      data-state={isSoon ? "DEGRADED" : undefined}
      className={`flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 ${isSoon ? "ops-ending" : ""}`}
    >
      <a href={`/ops/surfaces/${id}`} className="link font-medium wrap-anywhere">
        {name}
      </a>
      <StateLabel state={state} />
      <span className="me-auto text-muted">
        {end === null ? (
          "no end"
        ) : (
          <>
            ends in {spanText(leftMs)} (<When at={end} />)
          </>
        )}
        , by {surface.overridden_by}
      </span>
      {end !== null && (
        <a href={`/ops/surfaces/${id}?action=override&lasts=60`} className={isSoon ? "ops-button" : "ops-quiet"}>
          {isSoon ? "Extend? 1 h" : "Extend"} <span className="sr-only">{name}</span>
        </a>
      )}
      <a href={`/ops/surfaces/${id}?action=clear`} className="ops-quiet">
        Clear <span className="sr-only">{name}</span>
      </a>
    </li>
  );
}
