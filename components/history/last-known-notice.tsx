import type { ReactNode } from "react";
import { partOf } from "@/components/copy/copy-for";
import type { Copy } from "@/components/copy/say";
import { StaleNotice } from "@/components/status/stale-notice";
import { toPublicTime } from "@/lib/schemas/times";

type Told = { now: number; stale?: boolean };

/** Above a page that is the last known good copy: of when it is. `servedAt` is now (epoch ms). */
export const noticeOf = (copy: Copy, path: string, { now, stale = false }: Told, servedAt: number): ReactNode =>
  stale && (
    <StaleNotice
      copy={partOf(copy, ["stale", "age", "time"])}
      path={path}
      isStale
      generatedAt={toPublicTime(now)}
      servedAt={toPublicTime(servedAt)}
    />
  );
