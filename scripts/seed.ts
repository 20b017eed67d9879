import { parseArgs } from "node:util";
import { describeSeeded, readSiteUrl, seedSite } from "./live-site";
import { main, PlainError } from "./terminal";

const USAGE = `npm run seed -- --worker-url https://status.raxx.app [--token …]

Inserts the rows of surfaces that the live site's registry has and its database lacks, as UNKNOWN.
The token is STATUS_INTERNAL_WRITE_TOKEN of the environment, unless given: a shell remembers what is typed.`;

function readOptions(): { url: string; token: string } {
  try {
    const options = { "worker-url": { type: "string" }, token: { type: "string" } } as const;
    const { values } = parseArgs({ options });
    const url = values["worker-url"];
    const token = values.token ?? process.env.STATUS_INTERNAL_WRITE_TOKEN;
    if (!url) throw new PlainError("Where? --worker-url is missing.");
    if (!token) throw new PlainError("No token: neither --token nor STATUS_INTERNAL_WRITE_TOKEN.");
    return { url: readSiteUrl(url), token };
  } catch (error) {
    throw new PlainError(`${(error as Error).message}\n\n${USAGE}`);
  }
}

// `npm run seed`: runbook §6, against a live site.
await main(async () => {
  const { url, token } = readOptions();
  console.log(describeSeeded(await seedSite(url, token)));
});
