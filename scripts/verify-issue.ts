import * as z from "zod";
import { PlainError } from "./terminal";

/** A repository on GitHub and a token that may write its issues, as GitHub Actions hands them over. */
export type Repository = { apiUrl: string; name: string; token: string };

const TITLE = "The nightly verification does not hold";

/** By which the open one is found again. */
const LABEL = "nightly-verify";

const Issue = z.object({ number: z.number() });

/** The repository of `GITHUB_REPOSITORY`; null outside of Actions. */
export function readRepository(env: NodeJS.Dict<string>): Repository | null {
  const { GITHUB_API_URL: apiUrl = "https://api.github.com", GITHUB_REPOSITORY: name, GITHUB_TOKEN: token } = env;
  return name && token ? { apiUrl, name, token } : null;
}

/** Opens an issue that says what does not hold, or adds to the one that is open; gives its number. */
export async function reportIssue(repository: Repository, findings: string): Promise<number> {
  const body = `\`\`\`\n${findings}\n\`\`\`\nWhat each line means: docs/runbooks/deploy.md.`;
  const [known] = await ask(repository, `/issues?state=open&labels=${LABEL}&per_page=1`, z.array(Issue));
  if (known) {
    await ask(repository, `/issues/${known.number}/comments`, z.unknown(), { body });
    return known.number;
  }
  return (await ask(repository, "/issues", Issue, { title: TITLE, labels: [LABEL], body })).number;
}

async function ask<T>(
  { apiUrl, name, token }: Repository,
  path: string,
  schema: z.ZodType<T>,
  body?: object,
): Promise<T> {
  const response = await fetch(`${apiUrl}/repos/${name}${path}`, {
    method: body ? "POST" : "GET",
    headers: {
      Accept: "application/vnd.github+json",
      Authorization: `Bearer ${token}`,
      "User-Agent": "raxx-status",
      "X-GitHub-Api-Version": "2022-11-28",
    },
    body: body && JSON.stringify(body),
  });
  if (!response.ok) throw new PlainError(`GitHub answered ${response.status} to ${path.split("?")[0]}`);
  return schema.parse(await response.json());
}
