import { type ApiDocument, findShapeName, type Schema } from "./api-document";

export type Shapes = Readonly<Record<string, Schema>>;

/** The named shapes, apart: those of a single answer, which are shown there, and those that several places share. */
export function splitShapes({ paths, components: { schemas } }: ApiDocument): { own: Shapes; shared: Shapes } {
  const inResponses = listResponseShapes(paths);
  const uses = [...JSON.stringify([paths, schemas]).matchAll(/"#\/components\/schemas\/(\w+)"/g)];
  const isOwn = (name: string): boolean =>
    inResponses.includes(name) && uses.filter(([, used]) => used === name).length === 1;
  const those = (isWanted: (name: string) => boolean): Shapes =>
    Object.fromEntries(Object.entries(schemas).filter(([name]) => isWanted(name)));
  return { own: those(isOwn), shared: those((name) => !isOwn(name)) };
}

/** The shapes that are all of an answer. */
const listResponseShapes = (paths: ApiDocument["paths"]): (string | null)[] =>
  Object.values(paths)
    .flatMap((methods) => Object.values(methods))
    .flatMap(({ responses }) => Object.values(responses))
    .flatMap(({ content = {} }) => Object.values(content))
    .map(({ schema }) => findShapeName(schema));
