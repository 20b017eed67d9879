import { internalDescription, publicDescription } from "@/lib/server/openapi/document";
import { listOperations } from "../../../scripts/endpoints";
import type { Document } from "../../support/openapi";

const plain = (document: object): Document => JSON.parse(JSON.stringify(document));

const operations = await listOperations();

/** The two descriptions as they are served. */
export const DOCUMENTS: [name: string, document: Document][] = [
  ["public", plain(publicDescription(operations))],
  ["internal", plain(internalDescription(operations))],
];
