import { expect, test } from "vitest";
import { fillShell, Shells } from "@/lib/http/shell";

const SLOT = '<div data-slot="true"></div>';
const NEXT = '<script>(self.__next_f=self.__next_f||[]).push([0])</script><script>self.__next_f.push([1,"x"])</script>';
const page = (body: string, scripts = NEXT) =>
  `<!DOCTYPE html><html><head><meta charSet="utf-8"/></head><body>${body}${scripts}</body></html>`;

const documentOf = (head: string, body: string) => `<html lang="en"><head>${head}</head><body>${body}</body></html>`;

const shellOf = (html: string) => new Shells(SLOT).of({ language: "en", isChosen: false }, async () => html);
const fill = async (html: string, json = "{}") =>
  fillShell(await shellOf(html), { document: documentOf("<title>T</title>", "<p>now</p>"), data: { id: "d", json } });

test("what is filled in stands at the head's end, in the slot, and before the scripts that need the data", async () => {
  expect(await fill(page(`<main>${SLOT}<footer></footer></main>`))).toBe(
    '<!DOCTYPE html><html><head><meta charSet="utf-8"/><title>T</title></head><body><main><p>now</p><footer></footer></main>' +
      `<script type="application/json" id="d">{}</script>${NEXT}</body></html>`,
  );
});

test("data can't end its element, nor begin another, and reads as it was", async () => {
  const data = { note: "</script><script>alert(1)</script><!--<script>" };
  const html = await fill(page(SLOT), JSON.stringify(data));
  const element = html.match(/id="d">(.*?)<\/script>/s)?.[1] ?? "";
  expect(element).not.toContain("<");
  expect(JSON.parse(element)).toEqual(data);
});

test("no text of a page moves the places: dollar signs, and marks as they look when they are told", async () => {
  const shell = await shellOf(page(SLOT));
  const told = "$& $1 &lt;/head&gt;";
  const html = fillShell(shell, {
    document: documentOf(`<title>${told}</title>`, `<p>${told}</p>`),
    data: { id: "d", json: "{}" },
  });
  expect(html).toContain(`<title>${told}</title></head>`);
  expect(html).toContain(`<p>${told}</p><script type="application/json"`);
});

test("the policy's hashes are of Next's own scripts in the shell alone", async () => {
  const { scripts } = await shellOf(page(`${SLOT}<script>alert(1)</script>`));
  expect(scripts).toHaveLength(2);
});

test.each([
  ["no slot", page("<main></main>")],
  ["no data of Next's", page(SLOT, "")],
  ["no head", `${SLOT}${NEXT}`],
])("a page with %s is no shell, and is asked for again", async (_what, html) => {
  const shells = new Shells(SLOT);
  const language = { language: "en", isChosen: false } as const;
  await expect(shells.of(language, async () => html)).rejects.toThrow("the shell has no");
  expect(await shells.of(language, async () => page(SLOT))).toHaveProperty("pieces");
});

test("each language has a shell of its own, made once; one that is never made keeps nobody waiting", async () => {
  const shells = new Shells(SLOT);
  const asked: string[] = [];
  const of = (language: "en" | "de", isChosen: boolean) =>
    shells.of({ language, isChosen }, async () => {
      asked.push(`${language} ${isChosen}`);
      return page(SLOT);
    });
  void shells.of({ language: "en", isChosen: false }, () => new Promise(() => undefined));
  await of("en", false);
  await Promise.all([of("en", false), of("de", false), of("de", true)]);
  await Promise.all([of("en", false), of("de", false), of("de", true)]);
  expect(asked).toEqual(["en false", "de false", "de true"]);
});
