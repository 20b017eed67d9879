import { operatorPage } from "@/app/_ops/operator-page";
import { resendFailed } from "@/app/ops/server-actions";
import { stepImport } from "@/app/ops/subscribers/import-action";
import { SubscribersPage } from "@/components/ops/subscribers-page";
import { readOutbox } from "@/lib/services/notices/outbox-for-operators";

/** Subscribers, their notices and dead letters. */
export default operatorPage({
  path: "/ops/subscribers",
  title: "Subscribers",
  load: async ({ ctx, names }) => ({
    outbox: await readOutbox(ctx),
    names,
    resend: resendFailed,
    stepImport,
    requestId: crypto.randomUUID(),
  }),
  View: SubscribersPage,
});
