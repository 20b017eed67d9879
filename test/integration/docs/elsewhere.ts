/** Statements that can't run in a test, and why: what they need, or the test that covers them. */
const ELSEWHERE: readonly [statement: RegExp, why: string][] = [
  [/^npm (?:start|ci|install)\b|^[A-Z_]+=\S+ npm start\b/, "test/integration/launcher.test.ts starts and stops it"],
  [/^npm test\b/, "it is what runs this test"],
  [/^npm run (?:check|format|build)\b/, "test/run.ts runs the check and the build before this test"],
  [/^npm run bench/, "it measures for minutes, and tests nothing"],
  [/^npm run dev\b/, "it runs until it is stopped; test/integration/dev.test.ts starts and stops it"],
  [/^npm run demo\b/, "test/integration/demo.test.ts has a world of its own"],
  [/^npm run deploy\b/, "needs an account; test/integration/deploy/dry-run.test.ts does what needs none"],
  [/^npm run verify\b/, "needs a live site; test/integration/deploy/live-site.test.ts has one"],
  [/^npm run rollback\b/, "needs an account; test/unit/deploy/rollback.test.ts has a fake one"],
  [/^npm run audit\b/, "asks the registry; test/unit/audit.test.ts judges what it answers"],
  [/^npm run db:generate\b/, "it writes a migration from a schema that has changed"],
  [/^npm run ops -- import\b/, "needs an empty database; test/integration/ops/backup.test.ts restores into one"],
  [/^OPS_URL=https:\S+ npm run ops\b/, "needs a service token of Access; test/integration/ops/backup.test.ts has one"],
  [/^jq -Rs\b/, "needs a list and a service token of Access; test/integration/notices/operators.test.ts imports one"],
  [/^node --import tsx scripts\/pictures\.ts\b/, "it draws pictures into the checkout"],
  [/^(?:node_modules\/\.bin\/|npx )(?:vitest|playwright)\b/, "it runs tests"],
  [/\bwrangler secret\b/, "needs the account; test/integration/rotation.test.ts does what it does to a server"],
  [/\bwrangler (?:login|whoami|deploy|deployments|rollback|versions|tail|kv|triggers)\b/, "needs the account"],
  [/\bd1 execute\b.*--file migrations\//, "it takes wrangler; test/integration/schema.test.ts applies every migration"],
  [/raxx-status-db-restored/, "needs the account: a second database"],
  [/\bwrangler d1 (?:create|list|info|delete|time-travel|export)\b/, "needs the account"],
  [/\binfisical\b/, "needs the vault's account; the shell has the value already"],
  [/^(?:heroku|gh|git|dig|cd)\b|\| gh\b/, "needs somebody else's service, or another folder"],
  [/tickets\.raxx\.app/, "needs a FreeScout"],
];

/** Why a statement is not run here; null if it is. */
export const reasonElsewhere = (statement: string): string | null =>
  ELSEWHERE.find(([pattern]) => pattern.test(statement))?.[1] ?? null;

/** The tests that reasons name. */
export const namedTests = (): string[] =>
  ELSEWHERE.flatMap(([, why]) => why.match(/\b(?:test|scripts)\/[\w./-]*\w/g) ?? []);
