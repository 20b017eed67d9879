import * as z from "zod";
import { PlainError } from "../terminal";

/** A repository on GitHub and a token for its API, as GitHub Actions sets them. */
export type Repository = { apiUrl: string; name: string; token: string };

/** The repository of a workflow's run; null outside GitHub Actions. */
export function readRepository(env: NodeJS.Dict<string>): Repository | null {
  const { GITHUB_API_URL: apiUrl = "https://api.github.com", GITHUB_REPOSITORY: name, GITHUB_TOKEN: token } = env;
  return name && token ? { apiUrl, name, token } : null;
}

/** The parsed response to a GET, or to a POST of `body`. A refusal is a PlainError with its status as its cause. */
export async function requestGitHub<T>(
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
  const { status } = response;
  if (!response.ok) throw new PlainError(`GitHub answered ${status} to ${path.split("?")[0]}`, { cause: status });
  const read = schema.safeParse(await response.json());
  if (read.success) return read.data;
  throw new PlainError(`GitHub ${path.split("?")[0]}: an unexpected response\n${z.prettifyError(read.error)}`);
}

const TITLE = "The nightly verification failed";

/** The label by which the open issue is found. */
const LABEL = "nightly-verify";

const Issue = z.object({ number: z.number() });

/** Opens an issue with the findings, or comments on the open one; returns its number. */
export async function reportIssue(repository: Repository, findings: string): Promise<number> {
  const body = `\`\`\`\n${findings}\n\`\`\`\nWhat each line means: docs/runbooks/deploy.md.`;
  const open = `/issues?state=open&labels=${LABEL}&per_page=1`;
  const [known] = await requestGitHub(repository, open, z.array(Issue));
  if (!known)
    return (await requestGitHub(repository, "/issues", Issue, { title: TITLE, labels: [LABEL], body })).number;
  await requestGitHub(repository, `/issues/${known.number}/comments`, z.object({}), { body });
  return known.number;
}
