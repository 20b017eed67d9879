import * as z from "zod";
import { CATEGORIES } from "@/lib/core/engine/states";
import { LANGUAGES, type Language } from "./language";
import { isRequestUrl } from "./request-url";

const PARTNER_FEED_KINDS = ["statuspage", "heroku", "sorry", "google_workspace", "rss"] as const;

/** A URL that the platform requests: https, or plain http on this machine; never with credentials in it. */
const RequestUrl = z.string().superRefine((value, context) => {
  const problem = problemOfUrl(value);
  if (problem !== null) context.addIssue({ code: "custom", message: problem });
});

function problemOfUrl(value: string): string | null {
  if (!URL.canParse(value)) return `${JSON.stringify(value)} is not a URL`;
  const url = new URL(value);
  if (url.username !== "" || url.password !== "") return "a URL must not hold credentials";
  if (isRequestUrl(value)) return null;
  return `must be https (plain http only on a loopback address), not ${url.protocol}//${url.host}`;
}

const oneOf = <const T extends readonly string[]>(what: string, values: T) =>
  z.enum(values, {
    error: ({ input }) =>
      input === undefined ? "is missing" : `unknown ${what} ${JSON.stringify(input)} (one of ${values.join(", ")})`,
  });

const filled = z.string().refine((value) => value.trim() !== "", "must not be empty");

/** Where a partner's state is polled; `components` are exact names (Google: product ids), all where absent (contract §1.1). */
export const PartnerFeed = z.strictObject({
  kind: oneOf("feed kind", PARTNER_FEED_KINDS),
  url: RequestUrl,
  components: z.array(filled).min(1, "must name a component, or be left out").optional(),
  interval_s: z.int().min(30, "must be at least 30").max(3600, "must be at most 3600").optional(),
  max_age_days: z.int().min(1, "must be at least 1").optional(),
});
export type PartnerFeed = z.infer<typeof PartnerFeed>;

/** What counts as a healthy response to a probe; without it, any 2xx. */
const ProbeExpectation = z.strictObject({
  status: z.array(z.int().min(100, "is not an HTTP status").max(599, "is not an HTTP status")).min(1).optional(),
  location: filled.optional(),
  text: filled.optional(),
  /** The name of a header that only the surface itself sends: by it, its own 401, 403 or 52x is distinguished from Cloudflare's. */
  header: z
    .string()
    .regex(/^[A-Za-z0-9-]+$/, "must be the name of a header")
    .optional(),
});

export const Slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must be a slug: lower-case letters and digits, single dashes");

/** A text in the page's languages; one that is left out reads as the English one. */
const Translated = z.strictObject({
  en: filled,
  ...(Object.fromEntries(LANGUAGES.slice(1).map((language) => [language, filled.optional()])) as {
    [Each in Exclude<Language, "en">]: z.ZodOptional<typeof filled>;
  }),
});
export type Translated = z.infer<typeof Translated>;

/** Who notices a surface: customers (also where it is left out), or only the team. */
const AUDIENCES = ["customers", "team"] as const;

/** One surface of the registry (contract §1.1). */
export const SurfaceEntry = z
  .strictObject({
    id: Slug,
    display_name: filled,
    category: oneOf("category", CATEGORIES),
    probe_url: RequestUrl.nullable().default(null),
    probe_method: oneOf("probe method", ["GET", "HEAD"]).optional(),
    probe_auth: oneOf("probe auth", ["access"]).optional(),
    probe_expect: ProbeExpectation.optional(),
    partner_status_url: RequestUrl.nullable().default(null),
    public_description: filled,
    partner_name: filled.nullable().default(null),
    partner_feed: PartnerFeed.nullable().default(null),
    audience: oneOf("audience", AUDIENCES).optional(),
    order: z.int().optional(),
    group: filled.optional(),
  })
  .superRefine(refuseContradictions, { when: ({ value }) => isObject(value) });
export type SurfaceEntry = z.infer<typeof SurfaceEntry>;

/** What a customer can do, with the surfaces that it needs; `unavailable` is the sentence for it alone being down (contract §1.6). */
const Capability = z.strictObject({
  id: Slug,
  label: Translated,
  surfaces: z.array(filled).min(1, "must name a surface"),
  unavailable: Translated.optional(),
});
export type Capability = z.infer<typeof Capability>;

/** A group of the page; without a list of them, a surface's `group` is its own heading. */
const Group = z.strictObject({ id: filled, label: Translated });
export type Group = z.infer<typeof Group>;

const listWithIds = <Entry extends z.ZodType>(entry: Entry) =>
  z.array(entry).superRefine(refuseSecondIds, { when: ({ value }) => Array.isArray(value) });

/** The whole registry (contract §1.1): surfaces, groups of the page in order, and what customers can do; ids are unique in each list. */
export const Registry = z
  .strictObject({
    surfaces: listWithIds(SurfaceEntry).min(1, "must list a surface"),
    groups: listWithIds(Group).optional(),
    capabilities: listWithIds(Capability).optional(),
  })
  .superRefine(refuseUnknownNames);
export type Registry = z.infer<typeof Registry>;

/** Each capability needs surfaces that exist; where groups are listed, each surface's is one of them. */
function refuseUnknownNames({ surfaces, groups = [], capabilities = [] }: Registry, context: z.RefinementCtx): void {
  const refuse = (path: PropertyKey[], message: string) => context.addIssue({ code: "custom", path, message });
  const ids = new Set(surfaces.map(({ id }) => id));
  for (const [index, capability] of capabilities.entries()) {
    for (const [place, id] of capability.surfaces.entries()) {
      if (!ids.has(id))
        refuse(["capabilities", index, "surfaces", place], `no surface has the id ${JSON.stringify(id)}`);
    }
  }
  for (const [index, { group }] of surfaces.entries()) {
    if (group === undefined || groups.length === 0 || groups.some(({ id }) => id === group)) continue;
    refuse(["surfaces", index, "group"], `no group has the id ${JSON.stringify(group)}`);
  }
}

function refuseContradictions(surface: { [key: string]: unknown }, context: z.RefinementCtx): void {
  const refuse = (key: string, message: string) => context.addIssue({ code: "custom", path: [key], message });
  if (surface.category === "downstream_3p" && typeof surface.partner_name === "string") {
    refuse("partner_name", "a downstream_3p surface names no partner");
  }
  if (surface.probe_url !== null) return;
  for (const key of ["probe_method", "probe_auth", "probe_expect"]) {
    if (surface[key] !== undefined) refuse(key, "means nothing without a probe_url");
  }
}

function refuseSecondIds(entries: unknown[], context: z.RefinementCtx): void {
  const firsts = new Map<unknown, number>();
  for (const [index, entry] of entries.entries()) {
    const id = isObject(entry) ? entry.id : undefined;
    const first = firsts.get(id);
    if (id === undefined) continue;
    if (first === undefined) firsts.set(id, index);
    else {
      const message = `${JSON.stringify(id)} is already the id of entry [${first}]`;
      context.addIssue({ code: "custom", path: [index, "id"], message });
    }
  }
}

function isObject(value: unknown): value is { [key: string]: unknown } {
  return typeof value === "object" && value !== null;
}
