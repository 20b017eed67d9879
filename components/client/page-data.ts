import type { Language } from "@/lib/schemas/language";
import type { SignUpOffer } from "@/lib/schemas/subscriptions";

/** The id of the script element, which runs nothing, with the page's data. */
export const PAGE_DATA = "page-data";

/** The id of the style sheet that is not needed to see the page. */
export const LATER = "later";

/** The views that the browser hydrates; of other pages it hydrates the header alone. */
export type ViewName = "front" | "history" | "incident" | "market" | "surface";

/** What a page hands to its browser: `messages` is the module with its language's texts, `data` what its view shows. */
export type PageData = {
  language: Language;
  path: string;
  signUp: SignUpOffer;
  messages: string;
  view?: { name: ViewName; data: object };
};
