import type { SignUpLimit } from "@/lib/schemas/ops-subscribers";

const NAMES: Record<SignUpLimit["limit"], string> = {
  letters_a_day: "Letters in the last 24 hours",
  unconfirmed: "Unconfirmed at once",
  unsent_browsers: "Browsers that nothing was sent to yet",
};

const REACHED: Record<SignUpLimit["limit"], string> = {
  letters_a_day: "who signs up gets no mail",
  unconfirmed: "new addresses are not taken",
  unsent_browsers: "browsers are refused",
};

const STATES = { ok: "OPERATIONAL", near: "DEGRADED", reached: "DOWN" } as const;

/** How far the limits of sign-ups are used that concern everybody. */
export function LimitTable({ limits }: { limits: readonly SignUpLimit[] }) {
  return (
    <table className="ops-table">
      <thead>
        <tr>
          <th scope="col">Limit</th>
          <th scope="col">Used</th>
        </tr>
      </thead>
      <tbody>
        {limits.map(({ limit, count, most, level }) => (
          <tr key={limit} data-limit={limit} data-state={STATES[level]}>
            <th scope="row">{NAMES[limit]}</th>
            <td data-label="Used">
              {count.toLocaleString("en")} of {most.toLocaleString("en")}
              {level !== "ok" && (
                <span className="font-medium text-state-ink">
                  {level === "near" ? ", near the limit" : `, reached: ${REACHED[limit]}`}
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
