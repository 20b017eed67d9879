import type { Context } from "@/lib/context";
import { nameOf } from "@/lib/edge/routes";

export const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
export type Method = (typeof METHODS)[number];

/** The dynamic segments of a path that have one value, by name. */
type Params = Record<string, string>;

/** One method of one `route.ts` below `app/`. */
export type Door = (request: Request, ctx: Context, params: Params) => Promise<Response>;
export type Doors = Record<Method, Door>;

/** Every `route.ts` by its folder below `app/`, loaded when it is first asked for. */
export type DoorTable = Readonly<Record<string, () => Promise<Doors>>>;

type Found = { load: () => Promise<Doors>; params: Params };
type Node = {
  fixed: Map<string, Node>;
  any?: { name: string; node: Node };
  rest?: Found["load"];
  load?: Found["load"];
};

/**
 * Finds the door of a path as Next's own router would: a segment that is named wins over one in brackets, and that over a
 * catch-all, whose segments are nobody's parameter. A slash at the end makes no difference; null where there is no door.
 */
export function doorFinder(table: DoorTable): (pathname: string) => Found | null {
  const root: Node = { fixed: new Map() };
  for (const [path, load] of Object.entries(table)) plant(root, path.split("/").slice(1), load);
  return (pathname) => walk(root, segmentsOf(nameOf(pathname)));
}

/** The root is the folder itself and has none. */
const segmentsOf = (path: string): string[] => (path === "/" ? [] : path.split("/").slice(1));

function plant(node: Node, [segment, ...others]: string[], load: Found["load"]): void {
  if (segment === undefined) node.load = load;
  else if (segment.startsWith("[...")) node.rest = load;
  else plant(childOf(node, segment), others, load);
}

function childOf(node: Node, segment: string): Node {
  const name = /^\[(\w+)\]$/.exec(segment)?.[1];
  if (name !== undefined) {
    node.any ??= { name, node: { fixed: new Map() } };
    return node.any.node;
  }
  const child = node.fixed.get(segment) ?? { fixed: new Map() };
  node.fixed.set(segment, child);
  return child;
}

function walk({ fixed, any, rest, load }: Node, [segment, ...others]: string[]): Found | null {
  if (segment === undefined) return load ? { load, params: {} } : null;
  const child = fixed.get(segment);
  const named = child && walk(child, others);
  if (named) return named;
  const found = any && segment !== "" && walk(any.node, others);
  if (found) return { load: found.load, params: { [any.name]: decodeURIComponent(segment), ...found.params } };
  return rest ? { load: rest, params: {} } : null;
}
