import type { OpsAlert } from "@/lib/schemas/ops";

/** Open alerts before closed ones, and critical ones first among them; otherwise as they were. */
export const worstFirst = (alerts: readonly OpsAlert[]): OpsAlert[] => alerts.toSorted((a, b) => rank(a) - rank(b));

const rank = ({ closed_at: closed, severity }: OpsAlert): number => (closed ? 2 : severity === "critical" ? 0 : 1);
