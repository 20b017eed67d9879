import { stripControls } from "@/lib/policy/note";

/** A text without what XML 1.0 can't hold and no reader wants: controls, lone surrogates, U+FFFE, U+FFFF. */
export const cleanText = (text: string): string => stripControls(text).replace(/[\ufffe\uffff]/g, "");

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** A text as HTML that reads as this text, and holds no markup. */
export const escapeHtml = (text: string): string => cleanText(text).replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? "");

/** A text for `feed`, which first turns any `&amp;` of a text node into `&`: so escaped, it comes out as it was. */
export const textNode = (text: string): string => cleanText(text).replaceAll("&", "&amp;");
