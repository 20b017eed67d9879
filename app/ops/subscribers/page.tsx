import { operatorPage } from "@/app/_ops/operator-page";
import { importList, resendFailed } from "@/app/ops/server-actions";
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
    importList,
    requestId: crypto.randomUUID(),
  }),
  View: SubscribersPage,
});
