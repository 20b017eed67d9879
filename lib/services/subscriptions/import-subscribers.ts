import { countSuppressed, insertSubscriber, insertTokenOfSealed } from "@/db/queries/subscribers";
import { DEFAULT_KINDS } from "@/lib/core/notices/event";
import type { Operator } from "@/lib/integrations/access/verify-operator";
import type { Context } from "@/lib/platform/context";
import { newToken, type Sealing } from "@/lib/platform/sealing";
import { sha256 } from "@/lib/platform/sha256";
import type { OpsActResult } from "@/lib/schemas/ops-answers";
import type { OpsImported, OpsImportSubscribers } from "@/lib/schemas/ops-subscribers";
import { MailAddress } from "@/lib/schemas/subscriptions";
import { actOnce } from "@/lib/services/operators/run-and-acknowledge";
import { runIdempotent } from "@/lib/services/retry";
import { hashAddress, requireSealing, sealEnd } from "./ends";

/** How many addresses one batch of the database takes. */
const BATCH = 100;

/** The address of each line of a CSV: its first cell that is one, whatever its columns are. */
const readAddresses = (csv: string): (string | null)[] =>
  csv
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "")
    .map(
      (line) =>
        line
          .split(/[,;\t]/)
          .map((cell) => cell.trim().replace(/^"|"$/g, ""))
          .find(isAddress) ?? null,
    );

const isAddress = (cell: string): boolean => MailAddress.safeParse(cell).success;

/**
 * Subscribes the addresses of a list that another status page had confirmed, by statement of the operator (contract §20.6). Who is subscribed
 * or suppressed already stays so, and who has unsubscribed is not brought back. The log of actions has the numbers, and no address.
 */
export async function importSubscribers(
  ctx: Context,
  operator: Operator,
  { csv, language, request_id: requestId }: OpsImportSubscribers,
): Promise<OpsActResult<OpsImported>> {
  const sealing = requireSealing(ctx);
  const found = readAddresses(csv);
  const addresses = [...new Set(found.flatMap((address) => address ?? []))];
  const result = {
    lines: found.length,
    addresses: addresses.length,
    without: found.filter((it) => it === null).length,
  };
  return actOnce(ctx, operator, { action: "import_subscribers", asked: result, requestId }, async () => {
    const hashes = addresses.map((address) => hashAddress(sealing, "email", address));
    const [suppressed] = await countSuppressed(ctx.db, hashes);
    for (let from = 0; from < addresses.length; from += BATCH)
      await insertAll(ctx, sealing, { addresses: addresses.slice(from, from + BATCH), language });
    return { ...result, skipped: suppressed?.count ?? 0 };
  });
}

type Part = { addresses: readonly string[]; language: string };

async function insertAll(ctx: Context, sealing: Sealing, { addresses, language }: Part): Promise<void> {
  const ends = await Promise.all(
    addresses.map(async (to) => {
      const unsubscribe = newToken();
      return { to, unsubscribe, sealed: await sealEnd(sealing, { to, unsubscribe }) };
    }),
  );
  const choices = { kinds: DEFAULT_KINDS, surfaces: [], leastSeverity: "degraded", language, zone: "UTC" } as const;
  const statements = ends.flatMap(({ to, unsubscribe, sealed }) => {
    const addressHash = hashAddress(sealing, "email", to);
    const row = {
      ...choices,
      channel: "email",
      state: "confirmed",
      addressHash,
      contactHash: addressHash,
      sealed,
    } as const;
    const token = { hash: sha256(unsubscribe), purpose: "unsubscribe", expiresAt: null } as const;
    return [
      insertSubscriber(ctx.db, row, { mostPending: null, isReplacing: false, isImport: true }, ctx.now),
      insertTokenOfSealed(ctx.db, token, sealed),
    ];
  });
  await runIdempotent(ctx, statements);
}
