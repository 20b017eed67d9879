import { escapeHtml } from "@/lib/output/text";
import type { Language } from "@/lib/schemas/language";

type Body = { parts: readonly string[]; link: { url: string; text: string } | null; footer: readonly string[] };

const FONT = "font-family:system-ui,-apple-system,Segoe UI,Roboto,sans-serif;line-height:1.5";
const paragraph = (text: string, style = ""): string =>
  `<p style="${style}">${text.split("\n").map(escapeHtml).join("<br>")}</p>`;

/** An address of ours in escaped text: our host ends there, and neither an escaped quote nor the sentence's own full stop is part of it. */
const OWN = /https:\/\/status\.raxx\.app(?:[/?#](?:&amp;|[^\s<&])*(?<![.,;:!?)])|(?![\w@:/?#-]|\.(?!\s|<|&|$)))/g;

/** Our own links in a text become links; no other address does. */
const linked = (html: string): string => html.replace(OWN, (url) => `<a href="${url}">${url}</a>`);

/** A mail's small HTML: the text's paragraphs and one link. No picture, script or style sheet, and nothing that is fetched. */
export function toHtml({ parts, link, footer }: Body, language: Language): string {
  const body = [
    ...parts.map((part) => linked(paragraph(part))),
    ...(link === null ? [] : [`<p><a href="${escapeHtml(link.url)}">${escapeHtml(link.text)}</a></p>`]),
    ...footer.map((line) => linked(paragraph(line, "font-size:13px;margin:4px 0"))),
  ];
  return `<!DOCTYPE html><html lang="${language}"><head><meta charset="utf-8"></head><body style="${FONT}">${body.join("")}</body></html>`;
}
