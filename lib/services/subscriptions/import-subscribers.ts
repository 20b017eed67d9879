import { countKnown, insertImported } from "@/db/queries/imported-subscribers";
import { DEFAULT_KINDS } from "@/lib/core/notices/event";
import type { Operator } from "@/lib/integrations/access/verify-operator";
import type { Context } from "@/lib/platform/context";
import { newToken, type Sealing } from "@/lib/platform/sealing";
import { sha256 } from "@/lib/platform/sha256";
import type { OpsActResult } from "@/lib/schemas/ops-answers";
import type { OpsImported, OpsImportPreview, OpsImportSubscribers } from "@/lib/schemas/ops-subscribers";
import { actOnce } from "@/lib/services/operators/run-and-acknowledge";
import { runIdempotent } from "@/lib/services/retry";
import { hashAddress, requireSealing, sealEnd } from "./ends";
import { type ImportedPerson, selectPeople } from "./select-people";

/** How many people one batch of the database takes. */
const BATCH = 500;

type ImportedList = Pick<OpsImportSubscribers, "csv" | "names">;

/** What an import would do; one D1 round trip, and nothing is stored (contract §20.6). */
export async function previewImport(ctx: Context, { csv, names }: ImportedList): Promise<OpsImportPreview> {
  const { people, ...selection } = selectPeople(csv, names, ctx.registry.entries);
  return { ...selection, addresses: people.length, ...(await countOf(ctx, people)) };
}

/**
 * Subscribes the people of a list who were confirmed and active at another status page, by statement of the operator (contract §20.6). Who is
 * subscribed or suppressed already stays so, and who has unsubscribed is not brought back: so one that broke off can be run again. The log
 * of actions has counts, and no address.
 */
export async function importSubscribers(
  ctx: Context,
  operator: Operator,
  { csv, names, language, request_id: requestId }: OpsImportSubscribers,
): Promise<OpsActResult<OpsImported>> {
  const sealing = requireSealing(ctx);
  const { people, lines, left_out } = selectPeople(csv, names, ctx.registry.entries);
  const asked = { lines, addresses: people.length, left_out };
  const request = { action: "import_subscribers", asked, requestId, isRepeatable: true };
  return actOnce(ctx, operator, request, async () => {
    const counts = await countOf(ctx, people);
    for (let from = 0; from < people.length; from += BATCH)
      await insertAll(ctx, sealing, { people: people.slice(from, from + BATCH), language });
    return { ...asked, ...counts };
  });
}

/** How many of them are subscribed already, and how many have unsubscribed or are sent nothing. */
async function countOf(
  ctx: Context,
  people: readonly ImportedPerson[],
): Promise<Pick<OpsImported, "already" | "skipped">> {
  const sealing = requireSealing(ctx);
  const hashes = people.map(({ address }) => hashAddress(sealing, "email", address));
  const [counts] = await countKnown(ctx.db, hashes);
  return { already: counts?.already ?? 0, skipped: counts?.skipped ?? 0 };
}

type Part = { people: readonly ImportedPerson[]; language: string };

async function insertAll(ctx: Context, sealing: Sealing, { people, language }: Part): Promise<void> {
  const rows = await Promise.all(
    people.map(async ({ address: to, surfaces }) => {
      const unsubscribe = newToken();
      const sealed = await sealEnd(sealing, { to, unsubscribe });
      return { addressHash: hashAddress(sealing, "email", to), sealed, surfaces, tokenHash: sha256(unsubscribe) };
    }),
  );
  const choices = { kinds: DEFAULT_KINDS, leastSeverity: "degraded", language, zone: "UTC" } as const;
  await runIdempotent(ctx, insertImported(ctx.db, rows, { choices, now: ctx.now }));
}
