import { DAY_MS } from "../../lib/core/engine/periods";
import { toIso } from "../../lib/schemas/times";
import type { AlertMemory, Finding } from "./alerts";
import type { Look } from "./probe-outside";

/** How many days before a certificate's end operators hear of it: as of one that the platform's own check knows (contract §21.4). */
const DAYS = [21, 7];

type Watched = { before: AlertMemory; isReported: boolean; now: number };

/**
 * The certificates that operators hear of from the job itself: those of looks without a result, such as hosts behind a login, and all of them
 * where results are not reported. Others go to the platform with their result. What was told so goes on to be watched, until it is over.
 */
export function watchCertificates(looks: readonly Look[], { before, isReported, now }: Watched): Finding[] {
  return looks.flatMap(({ entry, observation, tlsEnd }) =>
    DAYS.map((days) => `the certificate of ${entry.display_name} (${days} days before its end)`).flatMap((name, i) => {
      const isOurs = observation.kind === "no_result" || !isReported || before[name]?.isTold;
      if (tlsEnd === null || !isOurs) return [];
      const isNear = tlsEnd - now <= (DAYS[i] ?? 0) * DAY_MS;
      return [{ name, fault: isNear ? `it is valid until ${toIso(tlsEnd).slice(0, 10)}` : null }];
    }),
  );
}
