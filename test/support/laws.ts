import { PROBLEMS, type ProblemCode } from "@/lib/platform/problems";
import type { Problem } from "./http";
import type { Hit, Shot } from "./shooter";

/** What a stranger must never read: frames, files, statements, hosts of ours. */
const OURS =
  /\bat [\w$.<>]+ ?\(|\bselect .+ from |insert into|sqlite|d1_error|drizzle|constraint failed|node_modules|\.(?:[cm]?[jt]sx?|sql)\b:?\d|\/work\b|127\.0\.0\.1|localhost|workerd|miniflare|opennext|TypeError|ReferenceError|SyntaxError|ZodError/i;

/** Endpoints that answer 503 and say why. */
const CLOSED: readonly string[] = ["busy", "not_configured", "unavailable"] satisfies ProblemCode[];

/** Names that the edge disowns without a word. */
const isMute = ({ status, text }: Hit): boolean => status === 404 && text === "";

const isPage = ({ headers }: Hit): boolean => /^text\/(?:html|x-component)/.test(headers["content-type"] ?? "");

/** What is wrong with an answer, whatever was asked; empty when nothing is. */
export function faultsOf(shot: Shot, hit: Hit): string[] {
  const said = readProblem(hit);
  const faults = [...framingFaults(hit), ...(hit.status >= 400 ? refusalFaults(shot, hit, said) : [])];
  if (hit.status >= 500 && !(hit.status === 503 && CLOSED.includes(said?.code ?? "")))
    faults.push(`is a ${hit.status}`);
  if (!hit.headers["cache-control"]) faults.push("has no Cache-Control");
  if (hit.headers["x-content-type-options"] !== "nosniff") faults.push("may be sniffed");
  return faults;
}

function framingFaults({ headers }: Hit): string[] {
  const policy = String(headers["content-security-policy"] ?? "");
  const isFramed = / frame-ancestors \*$/.test(policy) && policy.startsWith("default-src 'none'");
  const isUnframed = headers["x-frame-options"] === "DENY" && policy.includes("frame-ancestors 'none'");
  return isFramed || isUnframed ? [] : ["says nothing of frames"];
}

/** The cache in front refuses a part that its copy does not have, and says how long the copy is. */
const isPartRefused = ({ status, headers, text }: Hit): boolean =>
  status === 416 && text === "" && /^bytes \*\/\d+$/.test(headers["content-range"] ?? "");

function refusalFaults({ method }: Shot, hit: Hit, said: Problem | null): string[] {
  if (isPartRefused(hit)) return [];
  const faults = hit.headers["cache-control"] === "no-store" ? [] : ["is a refusal that may be kept"];
  if (OURS.test(hit.text)) faults.push(`says ${JSON.stringify(OURS.exec(hit.text)?.[0])}`);
  if (method === "HEAD" || isMute(hit) || (isPage(hit) && hit.status === 404)) return faults;
  if (hit.headers["content-type"] !== "application/problem+json") return [...faults, "is no problem+json"];
  const [status, title] = PROBLEMS[said?.code as ProblemCode] ?? [];
  if (!said || said.status !== hit.status || status !== hit.status || said.title !== title)
    faults.push("has no code of ours");
  return faults;
}

function readProblem({ text }: Hit): Problem | null {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
