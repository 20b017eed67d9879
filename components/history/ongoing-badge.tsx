import { type Copy, say } from "@/components/copy/say";

export function OngoingBadge({ copy }: { copy: Copy }) {
  return (
    <span className="inline-flex items-center whitespace-nowrap rounded-full border border-state-line bg-state-tint px-2 py-0.5 font-medium text-state-ink text-xs">
      {say(copy, "incident.ongoing")}
    </span>
  );
}
