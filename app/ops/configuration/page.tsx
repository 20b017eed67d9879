import { operatorPage } from "@/app/_ops/operator-page";
import { ConfigurationPage } from "@/components/ops/configuration-page";
import { readConfiguration } from "@/lib/services/operators/read-checks";

/** Configuration health, backup and restore; reads no database. */
export default operatorPage({
  path: "/ops/configuration",
  title: "Configuration",
  load: ({ ctx }) => ({ configuration: readConfiguration(ctx) }),
  View: ConfigurationPage,
});
