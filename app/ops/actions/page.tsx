import { operatorPage } from "@/app/_ops/operator-page";
import { ActionsPage } from "@/components/ops/actions-page";
import { readActions } from "@/lib/services/operators/run-and-acknowledge";

export default operatorPage({
  path: "/ops/audit",
  title: "Operator actions",
  load: async ({ ctx, names }) => ({ ...(await readActions(ctx)), names }),
  View: ActionsPage,
});
