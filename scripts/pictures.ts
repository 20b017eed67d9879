import { readFileSync, writeFileSync } from "node:fs";
import { type Browser, chromium } from "@playwright/test";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { en } from "../components/messages/en";
import { StateIcon } from "../components/status/state-icon";
import { BrandMark } from "../components/ui/brand-mark";
import { STATES, type State } from "../lib/core/engine/states";
import { ensureBrowser } from "../test/support/browser";
import { inRoot } from "./root";
import { main, PlainError, say } from "./terminal";

type ImageSpec = { file: string; width: number; height: number; css: string; body: string };

const MAX_BYTES = 40_000;
const TOKENS = readFileSync(inRoot("components", "ui", "tokens.css"), "utf8");

/** The icons' classes, and the page style of every image. */
const SHARED = `
  html { color-scheme: light } body { margin: 0; color: var(--ink); font-family: Arial, sans-serif }
  .stroke-glyph { stroke: var(--glyph) } .fill-glyph { fill: var(--glyph) } .stroke-current { stroke: currentColor }
  .stroke-canvas { stroke: #fff } .text-state-icon { color: var(--state-icon) }`;

const CARD = `
  body { display: grid; align-content: space-between; box-sizing: border-box; width: 1200px; height: 630px; padding: 72px 80px;
    border-bottom: 24px solid var(--ground-line); background: var(--ground) }
  p, h1 { margin: 0 } p { display: flex; gap: 24px; align-items: center; color: var(--muted); font-size: 40px }
  h1 { display: flex; gap: 40px; align-items: center; font-size: 84px; letter-spacing: -.018em; line-height: 1.1 }
  h1 svg { width: 150px; height: 150px; flex: none } p svg { width: 64px; height: 64px; color: var(--unknown-ink) }
  b { color: var(--ink) }`;

const mark = renderToStaticMarkup(createElement(BrandMark));
const brand = `<p>${mark}<span><b>Raxx</b> Status</span></p>`;
const SIZE = { width: 1200, height: 630 };

/** The link preview of a page in this state. */
const cardOf = (state: State): ImageSpec => ({
  ...{ file: `og/${state.toLowerCase()}.png`, ...SIZE },
  css: `${CARD} body { --ground: var(--state-tint); --ground-line: var(--state-icon) } h1 { color: var(--state-ink) }`,
  body: `${brand}<h1>${renderToStaticMarkup(createElement(StateIcon, { state }))}${en[`states.${state}`]}</h1><p>status.raxx.app</p>`,
});

const NEUTRAL: ImageSpec = {
  ...{ file: "og/neutral.png", ...SIZE },
  css: `${CARD} body { --ground: var(--canvas); --ground-line: var(--line-strong) } h1 svg { color: var(--unknown-ink) } p { font-size: 34px }`,
  body: `<p>status.raxx.app</p><h1>${mark}Raxx Status</h1><p>${en["frame.description"]}</p>`,
};

/** The mark on a full background, so that a round mask does not cut it. */
const iconOf = (file: string, size: number): ImageSpec => ({
  ...{ file, width: size, height: size },
  css: `body { height: ${size}px; background: var(--unknown-ink) } svg { display: block; width: 100%; color: transparent }`,
  body: mark,
});

const ICONS = [
  iconOf("icon-192.png", 192),
  iconOf("icon-512.png", 512),
  iconOf("apple-touch-icon.png", 180),
  iconOf("favicon.ico", 48),
];

/** A PNG as the one image of an icon file, for what asks for `/favicon.ico` alone. */
function toIco(png: Buffer, size: number): Buffer {
  const header = Buffer.alloc(22);
  header.writeUInt16LE(1, 2); // an icon
  header.writeUInt16LE(1, 4); // with one image
  header.writeUInt8(size, 6);
  header.writeUInt8(size, 7);
  header.writeUInt16LE(1, 10); // colour plane
  header.writeUInt16LE(32, 12); // bits per pixel
  header.writeUInt32LE(png.length, 14);
  header.writeUInt32LE(header.length, 18);
  return Buffer.concat([header, png]);
}

async function draw(browser: Browser, { file, width, height, css, body }: ImageSpec): Promise<void> {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: "light" });
  const state = /data-state="(\w+)"/.exec(body)?.[1] ?? "";
  await page.setContent(`<style>${TOKENS}${SHARED}${css}</style><body data-state="${state}">${body}`);
  const png = await page.screenshot();
  await page.close();
  if (png.length > MAX_BYTES) throw new PlainError(`${file} is ${png.length} bytes; ${MAX_BYTES} are allowed.`);
  writeFileSync(inRoot("public", file), file.endsWith(".ico") ? toIco(png, width) : png);
  say(`${file}: ${png.length} bytes`);
}

// Run manually: `node --import tsx scripts/pictures.ts`. Fonts differ between machines, so its outputs are committed.
await main(async () => {
  const browser = await chromium.launch({
    executablePath: await ensureBrowser(),
    args: ["--no-sandbox", "--disable-lcd-text"],
  });
  for (const spec of [...STATES.map(cardOf), NEUTRAL, ...ICONS]) await draw(browser, spec);
  await browser.close();
});
