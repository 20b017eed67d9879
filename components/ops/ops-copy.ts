import { copyFor } from "@/components/copy/copy-for";

/** Operators read English: the public texts that they are shown are those of English readers. */
export const opsCopy = copyFor("en");
