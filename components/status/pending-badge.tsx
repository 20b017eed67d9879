import { type Copy, say } from "@/components/copy/say";

export function PendingBadge({ copy }: { copy: Copy }) {
  return (
    <span className="inline-flex items-center whitespace-nowrap rounded-full border border-line-strong bg-panel px-2 py-0.5 font-medium text-ink text-xs">
      {say(copy, "surface.pending")}
    </span>
  );
}
