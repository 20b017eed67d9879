import { type ApiDocument, findShapeName, type Media, type Schema } from "./api-document";

export type Shapes = Readonly<Record<string, Schema>>;

/** The named shapes, apart: those of a single body, which are shown there, and those that several places share. */
export type SplitShapes = { own: Shapes; shared: Shapes };

export function splitShapes({ paths, components: { schemas } }: ApiDocument): SplitShapes {
  const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
  const bodies = operations.flatMap(({ requestBody, responses }) =>
    [requestBody, ...Object.values(responses)].map((body) => Object.values(body?.content ?? {})),
  );
  const whole = new Set(bodies.flat().map(({ schema }) => findShapeName(schema)));
  const uses = [
    ...bodies.flatMap(listUsed),
    ...operations.flatMap(({ parameters = [] }) => listNames(parameters)),
    ...listNames(schemas),
  ];
  const isOwn = (name: string): boolean => whole.has(name) && uses.filter((used) => used === name).length === 1;
  const those = (isWanted: (name: string) => boolean): Shapes =>
    Object.fromEntries(Object.entries(schemas).filter(([name]) => isWanted(name)));
  return { own: those(isOwn), shared: those((name) => !isOwn(name)) };
}

/** The shapes that a body uses, each once: its media types share them. */
const listUsed = (media: readonly Media[]): string[] => [...new Set(media.flatMap(({ schema }) => listNames(schema)))];

const listNames = (value: unknown): string[] =>
  [...JSON.stringify(value).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name = ""]) => name);
