import { ensureBuild } from "./ensure-build";
import { main, say } from "./terminal";

// `npm run build`: afterwards `wrangler deploy` publishes the tree as it is.
await main(async () => {
  const build = await ensureBuild();
  say(`Up to date: ${build.dir}`);
});
