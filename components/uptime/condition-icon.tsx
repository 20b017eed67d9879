import { StateIcon } from "@/components/status/state-icon";
import { type Condition, NO_DATA } from "@/lib/core/uptime/days";

/** A state's icon, or a broken line where there is no data. */
export function ConditionIcon({ condition, className = "size-5" }: { condition: Condition; className?: string }) {
  if (condition !== NO_DATA) return <StateIcon state={condition} className={className} />;
  return (
    <svg viewBox="0 0 20 20" aria-hidden="true" className={`shrink-0 text-state-icon ${className}`}>
      <path d="M2.5 10h15" className="stroke-current" strokeWidth="2" strokeDasharray="3 3" />
    </svg>
  );
}
