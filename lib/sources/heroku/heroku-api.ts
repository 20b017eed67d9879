/** Where Heroku's Platform API is asked, and with what. */
export type HerokuApi = { base: string; token: string };

export const HEROKU_API_URL = "https://api.heroku.com";

/** A request to version 3 of the Platform API; `range` orders and limits a list, which is then answered with 206. */
export function herokuRequest({ base, token }: HerokuApi, path: string, range?: string) {
  const headers: Record<string, string> = {
    Accept: "application/vnd.heroku+json; version=3",
    Authorization: `Bearer ${token}`,
  };
  if (range !== undefined) headers.Range = range;
  return { url: `${base.replace(/\/+$/, "")}${path}`, headers };
}
