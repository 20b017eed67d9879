import { parseArgs } from "node:util";
import { describeSeeded, readSiteUrl, seedSite } from "./live-site";
import { main, PlainError, readCommand } from "./terminal";

const USAGE = `npm run seed -- --worker-url https://status.raxx.app [--token …]

Inserts the rows of surfaces that the live site's registry has and its database lacks, as UNKNOWN.
The token is STATUS_INTERNAL_WRITE_TOKEN of the environment, unless given: a shell remembers what is typed.`;

const readOptions = () =>
  readCommand(USAGE, () => {
    const options = { "worker-url": { type: "string" }, token: { type: "string" } } as const;
    const { "worker-url": url, token = process.env.STATUS_INTERNAL_WRITE_TOKEN } = parseArgs({ options }).values;
    if (!url) throw new PlainError("Where? --worker-url is missing.");
    if (!token) throw new PlainError("No token: neither --token nor STATUS_INTERNAL_WRITE_TOKEN.");
    return { url: readSiteUrl(url), token };
  });

// `npm run seed`: runbook §6, against a live site.
await main(async () => {
  const { url, token } = readOptions();
  console.log(describeSeeded(await seedSite(url, token)));
});
