import { copy } from "./copy";

export function PendingBadge() {
  return (
    <span className="inline-flex items-center whitespace-nowrap rounded-full border border-line-strong bg-panel px-2 py-0.5 font-medium text-ink text-xs">
      {copy.surface.pending}
    </span>
  );
}
