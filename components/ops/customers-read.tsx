import type { Messages } from "@/components/messages/t";
import { groupActive } from "@/components/status/active-groups";
import { ActiveItem } from "@/components/status/active-item";
import { StateIcon } from "@/components/status/state-icon";
import { summarize } from "@/components/status/summary";
import { isActive } from "@/components/status/surface-order";
import { SurfaceRow } from "@/components/status/surface-row";
import type { OpsPreview } from "@/lib/schemas/ops-answers";

type Props = { messages: Messages; preview: OpsPreview };

/** What customers would read, rendered by the public page's components: the banner's sentence, and each surface with its note. */
export function CustomersRead({ messages, preview }: Props) {
  const { state, headline } = summarize(messages, preview.page, preview.layout);
  const surfaces = preview.surfaces.map(({ after }) => after);
  const at = Date.parse(preview.read_at);
  const incidents = preview.story?.active;
  return (
    <div data-customers className="space-y-3">
      <p
        data-state={state}
        className="flex gap-3 rounded-xl border border-state-line bg-state-tint p-3.5 font-semibold"
      >
        <StateIcon state={state} className="mt-0.5 size-5" />
        <span className="min-w-0 wrap-anywhere">{headline}</span>
      </p>
      <ul className="grid gap-2.5 empty:hidden">
        {groupActive(surfaces, incidents).map((group) => (
          <ActiveItem key={group[0].id} {...{ messages, group, incidents }} now={preview.read_at} />
        ))}
      </ul>
      <ul className="panel divide-y divide-line empty:hidden">
        {surfaces
          .filter((surface) => !isActive(surface))
          .map((surface) => (
            <SurfaceRow
              key={surface.id}
              messages={messages}
              surface={surface}
              isProbed={preview.layout.groups.some(({ probed }) => probed.includes(surface.id))}
              history={{ until: at, surfaces: {} }}
              now={at}
            />
          ))}
      </ul>
    </div>
  );
}
