import { type Copy, say } from "@/components/copy/say";

/** How uptime is counted, wherever a figure stands. */
export function UptimeFormula({ copy }: { copy: Copy }) {
  const names = {
    down: say(copy, "states.DOWN"),
    partial: say(copy, "states.PARTIAL"),
    degraded: say(copy, "states.DEGRADED"),
  };
  return (
    <div className="space-y-1 text-muted text-sm">
      <p>{say(copy, "uptime.formula", names)}</p>
      <p>
        {say(copy, "uptime.leftOut")} {say(copy, "uptime.cut")}
      </p>
    </div>
  );
}
