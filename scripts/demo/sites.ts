import type { SurfaceEntry } from "../../lib/schemas/registry";
import type { FarEnd, Reply } from "./serve-far-ends";

/** How a site fares: `login` is Cloudflare Access, which shuts the prober out and tells it nothing. */
type Condition = "well" | "failing" | "login";

const REPLIES: Record<Exclude<Condition, "well">, Reply> = {
  failing: { status: 503, body: "The application is not running" },
  login: { status: 302, headers: { Location: "https://raxx.cloudflareaccess.com/cdn-cgi/access/login" } },
};

/** The sites that the prober looks at, each at `<id>` and well until it is said otherwise. */
export function makeSites(entries: readonly SurfaceEntry[]) {
  const conditions = new Map<string, Condition>();
  const farEnd: FarEnd = ({ path }) => {
    const entry = entries.find(({ id }) => id === path);
    if (!entry) return null;
    const condition = conditions.get(entry.id) ?? "well";
    return condition === "well" ? wellReply(entry) : REPLIES[condition];
  };
  return { farEnd, set: (id: string, condition: Condition) => void conditions.set(id, condition) };
}

export type Sites = ReturnType<typeof makeSites>;

function wellReply({ probe_expect: expected }: SurfaceEntry): Reply {
  const status = expected?.status?.[0] ?? (expected?.location ? 301 : 200);
  return {
    status,
    body: expected?.text ?? "ok",
    ...(expected?.location && { headers: { Location: expected.location } }),
  };
}
