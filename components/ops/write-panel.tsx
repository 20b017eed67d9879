import type { OpsSurface } from "@/lib/schemas/ops";
import type { WriteDraft } from "@/lib/schemas/ops-form";
import { opsMessages } from "./ops-messages";
import { WriteFlow } from "./write-flow";
import type { StepAction } from "./write-step";

const SURFACE_ACTIONS = ["override", "clear", "note"] as const;
const NAMES = { override: "Override", clear: "Clear", note: "Note" };

type Props = {
  surfaces: readonly OpsSurface[];
  action: string;
  /** How long an override is to last from now on, in minutes. */
  lasts?: string;
  step: StepAction;
  path: string;
};

/** The form of one action on one or more surfaces, with links to the other two. */
export function WritePanel({ surfaces, action, lasts, step, path }: Props) {
  const chosen = SURFACE_ACTIONS.find((each) => each === action) ?? "override";
  const query = surfaces.length > 1 || path === "/ops/write" ? surfaces.map(({ id }) => `&surface=${id}`).join("") : "";
  return (
    <section aria-label="Update customers" className="panel min-w-0 self-start p-4 sm:p-5">
      <nav aria-label="Action" className="mb-4 flex flex-wrap gap-2">
        {SURFACE_ACTIONS.map((each) => (
          <a
            key={each}
            href={`${path}?action=${each}${query}`}
            aria-current={each === chosen ? "page" : undefined}
            className="ops-quiet"
          >
            {NAMES[each]}
          </a>
        ))}
      </nav>
      <WriteFlow
        key={chosen}
        messages={opsMessages}
        action={step}
        draft={draftOn(surfaces, chosen, lasts)}
        names={Object.fromEntries(surfaces.map(({ id, display_name: name }) => [id, name]))}
      />
    </section>
  );
}

/**
 * The form's initial values: what is stored where all the surfaces agree. An override that holds is shown as it is, so that a
 * new note does not lose its end; `lasts` is a new span for it in minutes.
 */
function draftOn(surfaces: readonly OpsSurface[], action: (typeof SURFACE_ACTIONS)[number], lasts = ""): WriteDraft {
  const note = agreed(surfaces.map((surface) => surface.public_note)) ?? "";
  const seen = surfaces.map(({ id, version }) => ({ surface_id: id, version }));
  if (action === "clear") return { action, surfaces: seen, public_note: "" };
  if (action === "note") return { action, surfaces: seen, public_note: note };
  const isOverridden = surfaces.every((surface) => surface.overridden_by !== null);
  const state = isOverridden ? agreed(surfaces.map((surface) => surface.shown_state)) : null;
  const expires = isOverridden ? agreed(surfaces.map((surface) => surface.override_expires_at)) : null;
  const until = isOverridden ? agreed(surfaces.map((surface) => surface.maintenance_until)) : null;
  const isPending = surfaces.every((surface) => surface.ticket_pending);
  const span = /^\d{1,4}$/.test(lasts) ? lasts : isOverridden ? (expires ? "at" : "never") : "60";
  return {
    action,
    surfaces: seen,
    public_note: note,
    ticket_pending: isPending,
    expires_in: span,
    ...(state && { state }),
    ...(expires && { expires_at: expires }),
    ...(until && { maintenance_until: until }),
    was: {
      public_note: note,
      ticket_pending: isPending,
      ...(expires && { expires_at: expires }),
      ...(until && { maintenance_until: until }),
    },
  };
}

/** The value that all have. */
function agreed<T>(values: readonly T[]): T | null {
  const [first = null] = new Set(values);
  return new Set(values).size === 1 ? first : null;
}
