import { parseXml, type XmlElement, XmlText } from "@rgrove/parse-xml";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import ICAL from "ical.js";

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  parseTagValue: false,
  trimValues: false,
  ignoreDeclaration: true,
  isArray: (name) => name === "entry" || name === "item",
});

/** XML read by two independent parsers; the strict one (`parse-xml`) refuses what XML 1.0 doesn't allow. */
export function readXml(text: string) {
  const verdict = XMLValidator.validate(text);
  if (verdict !== true) throw new Error(verdict.err.msg);
  parseXml(text);
  return withoutIndents(parser.parse(text));
}

/** With `trimValues` off, the white space between elements reads as text of theirs. */
// biome-ignore lint/suspicious/noExplicitAny: an untyped document
function withoutIndents(node: any): any {
  if (Array.isArray(node)) return node.map(withoutIndents);
  if (typeof node !== "object" || node === null) return node;
  const isElement = Object.keys(node).some((key) => key !== "#text" && !key.startsWith("@"));
  const entries = Object.entries(node).filter(([key]) => !(isElement && key === "#text"));
  return Object.fromEntries(entries.map(([key, value]) => [key, withoutIndents(value)]));
}

/** An HTML fragment's text by paragraph, its tags checked as XML. */
export function readHtml(html: string): { text: string; tags: string[] }[] {
  const root = parseXml(`<div>${html.replaceAll("<br>", "<br/>")}</div>`).root;
  return (root?.children ?? []).map((child) =>
    child instanceof XmlText
      ? { text: child.text, tags: [] }
      : { text: (child as XmlElement).text, tags: tagsOf(child as XmlElement) },
  );
}

const tagsOf = (element: XmlElement): string[] => [
  element.name,
  ...element.children.flatMap((child) => ("name" in child ? tagsOf(child as XmlElement) : [])),
];

export type ReadEvent = Record<string, string>;

/** A calendar read by ical.js: its own properties and its events', by name. */
export function readCalendar(text: string): { calendar: ReadEvent; events: ReadEvent[] } {
  const root = new ICAL.Component(ICAL.parse(text));
  return { calendar: propertiesOf(root), events: root.getAllSubcomponents("vevent").map(propertiesOf) };
}

const propertiesOf = (component: ICAL.Component): ReadEvent =>
  Object.fromEntries(component.getAllProperties().map((it) => [it.name, String(it.getFirstValue())]));
