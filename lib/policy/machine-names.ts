import { anyOf, type Finder, spansOf } from "./span";

/** Names of our own machines, and the roles that machines are numbered by. */
export type MachineNames = { internal_names: readonly string[]; machine_roles: readonly string[] };

const ENVIRONMENT = "(?:prod|prd|staging|stg)";
const SERVICE_PORT =
  "(?:1433|1521|2181|2379|3000|3306|4000|4200|5000|5173|5432|5672|6379|6432|8000|8080|8081|8443|8787|8888|9000|9090|9092|9093|9100|9200|11211|15672|25060|27017|50051)";
const CLOUD_ID = /(?<![\w-])(?:i|vol|snap|ami|sg|eni|vpc|subnet|rtb|igw)-[0-9a-f]{8,17}(?![\w-])/g;
const IP_NAME = /(?<![\w-])(?:ip|ec2)(?:-\d{1,3}){4}(?![\w-])/gi;
const DYNO = /(?<![\w.])(?:web|worker|clock|release|scheduler|cron)\.\d{1,4}(?![\w.]*\w)/g;

/** Finds names of machines that have no domain: ours, numbered ones, environments, dynos, and services with their port. */
export function machineNameFinder(words: MachineNames): Finder {
  const role = `(?:${anyOf(words.machine_roles)})`;
  const patterns = [
    new RegExp(`(?<![\\w-])(?:localhost|${anyOf(words.internal_names)})(?![A-Za-z_])[\\w.:-]{0,200}`, "gi"),
    new RegExp(
      `(?<![\\w-])(?!(?:non|pre|post|in)-)[a-z][a-z0-9]{0,30}(?:-[a-z0-9]{1,30}){0,6}-${ENVIRONMENT}(?![A-Za-z_])[\\w-]{0,60}`,
      "g",
    ),
    new RegExp(`(?<![\\w-])${ENVIRONMENT}-(?:[a-z0-9]{1,30}-){0,4}${role}(?![A-Za-z_])[\\w-]{0,60}`, "g"),
    new RegExp(`(?<![\\w-])(?:[a-z][a-z0-9]{0,30}-){0,4}${role}(?:-\\d{1,3}|0\\d{1,2})(?![\\w%-])`, "g"),
    new RegExp(`(?<![\\w.-])(?:[\\w-]{1,40}[-_])?${role}:${SERVICE_PORT}(?!\\d)`, "gi"),
    new RegExp(`(?<!\\w)port ${SERVICE_PORT}(?![\\d.,]\\d|\\d)`, "gi"),
    CLOUD_ID,
    IP_NAME,
    DYNO,
  ];
  return (text) => patterns.flatMap((pattern) => spansOf(text, pattern));
}
