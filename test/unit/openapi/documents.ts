import { internalDescription, publicDescription } from "@/lib/openapi/document";
import type { Document } from "../../support/openapi";

const plain = (document: object): Document => JSON.parse(JSON.stringify(document));

/** The two descriptions as they are served. */
export const DOCUMENTS: [name: string, document: Document][] = [
  ["public", plain(publicDescription())],
  ["internal", plain(internalDescription())],
];
