import { copyFor, partOf } from "@/components/copy/copy-for";

/** Operators read English: the public texts that they are shown are those of English readers. */
export const opsCopy = copyFor({ language: "en", isChosen: false });

/** The part of it that forms and previews need in the browser. */
export const formCopy = partOf(opsCopy, [
  "states",
  "categories",
  "banner",
  "active",
  "surface",
  "bars",
  "fold",
  "age",
  "time",
  "zone",
]);
