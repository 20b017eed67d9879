import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { inRoot } from "../../../scripts/root";
import type { TestServer } from "../../support/server";

/** How a script ended, what it said, and the `wrangler d1 execute` commands in it, each as its arguments. */
export type Ran = { code: number; said: string; complaint: string; executed: string[][] };

const [FIELD, RECORD] = ["\u001f", "\u001e"];

/** Wrangler takes seconds to start: what it is to execute is written down, and executed by one wrangler for all. */
const NPX = `#!/usr/bin/env bash
if [ "$1 $2 $3" = "wrangler d1 execute" ]; then
  printf '%s\\x1f' "$@" >> "$EXECUTED"; printf '\\x1e' >> "$EXECUTED"; exit 0
fi
command="$1"; shift
exec "${inRoot("node_modules", ".bin")}/$command" "$@"
`;

/** Runs printed commands in a shell, on a test server instead of the live one. */
export class DocumentShell {
  private readonly dir: string;
  private readonly executed: string;

  constructor(private readonly server: TestServer) {
    this.dir = join(server.dataDir, "documents");
    this.executed = join(this.dir, "executed");
    mkdirSync(this.dir, { recursive: true });
    writeFileSync(join(this.dir, "npx"), NPX);
    chmodSync(join(this.dir, "npx"), 0o755);
    writeFileSync(join(this.dir, ".curlrc"), "fail-with-body\nsilent\nshow-error\n");
    const secrets = Object.entries(server.secrets).map(([name, value]) => `${name}=${value}\n`);
    writeFileSync(join(this.dir, ".dev.vars"), secrets.join(""));
  }

  /** What is printed, with our server, our data and our files where the document has its own. */
  private here(statement: string): string {
    const { url, dataDir } = this.server;
    return statement
      .replace(/https:\/\/status\.raxx\.app(?=[/\s"'`]|$)|http:\/\/(?:127\.0\.0\.1:8787|localhost:5001)/g, url)
      .replaceAll("--remote", "--local --persist-to .data")
      .replace(/--persist-to \.data\b/g, `--persist-to ${dataDir}`)
      .replace(/\.dev\.vars\b/g, join(this.dir, ".dev.vars"))
      .replace(/\b[\w-]+\.ndjson\b/g, (name) => join(this.dir, name))
      .replace(" | python3 -m json.tool", "");
  }

  /** Runs statements as one script that ends at the first failure; an answer of 400 or above is one (curl's 22). */
  run(statements: readonly string[]): Promise<Ran> {
    rmSync(this.executed, { force: true });
    const script = ["set -euo pipefail", ...statements.map((statement) => this.here(statement))].join("\n");
    const {
      STATUS_INTERNAL_WRITE_TOKEN,
      FREESCOUT_WEBHOOK_SECRET,
      FREESCOUT_SERVICE_TOKEN,
      STATUS_WORKER_INTERNAL_KEY,
    } = this.server.secrets;
    const child = spawn("bash", ["-c", script], {
      cwd: inRoot(),
      env: {
        ...process.env,
        PATH: [this.dir, process.env.PATH].join(delimiter),
        CURL_HOME: this.dir,
        EXECUTED: this.executed,
        OPS_URL: this.server.url,
        TOKEN: STATUS_INTERNAL_WRITE_TOKEN,
        KEY: STATUS_WORKER_INTERNAL_KEY,
        SECRET: FREESCOUT_WEBHOOK_SECRET,
        SERVICE_TOKEN: FREESCOUT_SERVICE_TOKEN,
        WRANGLER_SEND_METRICS: "false",
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    return new Promise((resolve, reject) => {
      let [said, complaint] = ["", ""];
      child.stdout.on("data", (chunk) => (said += chunk));
      child.stderr.on("data", (chunk) => (complaint += chunk));
      child.on("error", reject);
      child.on("close", (code) => resolve({ code: code ?? -1, said, complaint, executed: this.readExecuted() }));
    });
  }

  private readExecuted(): string[][] {
    if (!existsSync(this.executed)) return [];
    const records = readFileSync(this.executed, "utf8").split(RECORD).slice(0, -1);
    return records.map((record) => record.split(FIELD).slice(0, -1));
  }
}
