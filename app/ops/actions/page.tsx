import { operatorPage } from "@/app/_ops/operator-page";
import { ActionsPage } from "@/components/ops/actions-page";
import { readActions } from "@/lib/services/operators/act";

/** What operators did. */
export default operatorPage({
  path: "/ops/audit",
  title: "What operators did",
  load: ({ ctx }) => readActions(ctx),
  View: ActionsPage,
});
