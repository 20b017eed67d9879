import { publicJson } from "@/lib/http/public-json";
import { maintenanceAnswer } from "@/lib/public/answers";
import { readWindows } from "@/lib/usecases/read-windows";

/** Maintenance that runs or is scheduled. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = publicJson(async (ctx) =>
  maintenanceAnswer(await readWindows(ctx)),
);
