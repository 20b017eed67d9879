import { historyCopy } from "./history-copy";

export function OngoingBadge() {
  return (
    <span className="inline-flex items-center whitespace-nowrap rounded-full border border-state-line bg-state-tint px-2 py-0.5 font-medium text-state-ink text-xs">
      {historyCopy.incident.ongoing}
    </span>
  );
}
