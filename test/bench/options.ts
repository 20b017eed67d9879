import { parseArgs } from "node:util";
import { PlainError } from "../../scripts/terminal";
import { SECTIONS } from "./sections";

/** The paths that readers ask for most, one of each kind. */
const PATHS = ["/", "/api/status/public/surfaces", "/api/v2/summary.json", "/badge.svg", "/history.atom"];
const CONNECTIONS = [8, 64, 256];

const ALL = Object.keys(SECTIONS).join(",");

/** What a run is asked for on its command line. */
export function readOptions() {
  const { values } = parseArgs({
    options: {
      only: { type: "string", default: ALL },
      paths: { type: "string", default: PATHS.join(",") },
      connections: { type: "string", default: CONNECTIONS.join(",") },
      rounds: { type: "string", default: "3" },
      seconds: { type: "string", default: "2" },
      full: { type: "boolean", default: false },
      strict: { type: "boolean", default: false },
      write: { type: "boolean", default: false },
    },
  });
  const names = values.only.split(",");
  const unknown = names.filter((name) => !Object.hasOwn(SECTIONS, name));
  if (unknown.length > 0) throw new PlainError(`--only takes ${ALL}; not ${unknown.join(", ")}`);
  if (values.write && values.only !== ALL) throw new PlainError("--write writes all sections down: not with --only");
  return {
    names,
    paths: values.paths.split(","),
    connections: values.connections.split(",").map((text) => readNumber("--connections", text)),
    effort: { rounds: readNumber("--rounds", values.rounds), seconds: readNumber("--seconds", values.seconds) },
    isFull: values.full,
    isStrict: values.strict,
    isWritten: values.write,
  };
}

function readNumber(name: string, text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new PlainError(`${name} takes numbers from 1 on; not ${text}`);
  return Number(text);
}
