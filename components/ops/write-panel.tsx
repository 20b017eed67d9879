import type { OpsSurface } from "@/lib/schemas/ops";
import type { WriteDraft } from "@/lib/schemas/ops-form";
import { opsMessages } from "./ops-messages";
import { WriteFlow } from "./write-flow";
import type { StepAction } from "./write-step";

const SURFACE_ACTIONS = ["override", "clear", "note"] as const;
const NAMES = { override: "Override", clear: "Clear", note: "Note" };

type Props = { surfaces: readonly OpsSurface[]; action: string; step: StepAction; path: string };

/** The form of one action on one or more surfaces, with links to the other two. */
export function WritePanel({ surfaces, action, step, path }: Props) {
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
        draft={draftOn(surfaces, chosen)}
        names={Object.fromEntries(surfaces.map(({ id, display_name: name }) => [id, name]))}
        wasPending={surfaces.some((surface) => surface.ticket_pending)}
      />
    </section>
  );
}

/** The form's initial values: the present note, where all the surfaces have the same one. */
function draftOn(surfaces: readonly OpsSurface[], action: (typeof SURFACE_ACTIONS)[number]): WriteDraft {
  const notes = new Set(surfaces.map((surface) => surface.public_note));
  const [note] = notes.size === 1 ? notes : [null];
  return {
    action,
    surfaces: surfaces.map(({ id, version }) => ({ surface_id: id, version })),
    public_note: action === "clear" ? "" : (note ?? ""),
  };
}
