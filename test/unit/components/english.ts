import { copyFor } from "@/components/copy/copy-for";

/** The texts as an English reader has them. */
export const english = copyFor("en");
