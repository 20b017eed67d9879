import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";

export const source = readFileSync(new URL("../../../public/embed.js", import.meta.url), "utf8");

/** As much of an element as the embed touches. */
export class FakeElement {
  style: Record<string, string> = {};
  attributes: Record<string, string> = {};
  children: FakeElement[] = [];
  parent: FakeElement | undefined;
  textContent = "";
  href = "";
  type = "";
  onclick: (() => void) | undefined;

  constructor(readonly tag: string) {}

  setAttribute(name: string, value: string) {
    this.attributes[name] = value;
  }
  append(...added: FakeElement[]) {
    this.children.push(...added.map((child) => child.into(this)));
  }
  prepend(...added: FakeElement[]) {
    this.children.unshift(...added.map((child) => child.into(this)));
  }
  remove() {
    this.parent?.children.splice(this.parent.children.indexOf(this), 1);
  }
  private into(parent: FakeElement): FakeElement {
    this.parent = parent;
    return this;
  }
}

export type Summary = { page: { name: string }; status: { indicator: string; description: string } };

/** What `/api/v2/status.json` says of the status. */
export const summaryOf = (indicator: string, description: string): Summary => ({
  page: { name: "Raxx" },
  status: { indicator, description },
});

type Options = {
  answer: () => unknown;
  src?: string;
  position?: string;
  dark?: boolean;
  storage?: Map<string, string> | "denied";
  readyState?: string;
};

/** A browser that has loaded a page with the embed in it; `poll` is its next look. */
export async function visit({ answer, src = "https://status.raxx.app/embed.js", ...options }: Options) {
  const content = new FakeElement("main");
  const body = new FakeElement("body");
  body.append(content);
  const asked: unknown[][] = [];
  const timers: (() => void)[] = [];
  const scheme: { matches: boolean; onchange?: () => void } = { matches: options.dark ?? false };
  const loaded: (() => void)[] = [];
  const document = {
    currentScript: { src, dataset: { position: options.position } },
    readyState: options.readyState ?? "complete",
    createElement: (tag: string) => new FakeElement(tag),
    hidden: false,
    body,
  };
  const { setTimeout, settle } = clockOf();
  const globals = {
    document,
    URL,
    setTimeout,
    setInterval: (look: () => void) => timers.push(look),
    addEventListener: (_: string, listener: () => void) => loaded.push(listener),
    matchMedia: () => scheme,
    fetch: async (...args: unknown[]) => {
      asked.push(args);
      return { json: async () => answer() };
    },
  };
  Object.defineProperty(globals, "sessionStorage", { get: () => storageOf(options.storage ?? new Map()) });
  runInNewContext(source, globals);
  await settle();
  const poll = async () => {
    for (const look of timers) look();
    await settle();
  };
  const bar = () => body.children.find((child) => child !== content);
  return { asked, body, bar, content, document, loaded, poll, scheme, settle };
}

/** Timeouts that pass when the page is let settle: after whatever awaited an answer, and not by a clock. */
function clockOf() {
  const due: (() => void)[] = [];
  const settle = async () => {
    do {
      await new Promise(setImmediate);
      for (const act of due.splice(0)) act();
    } while (due.length > 0);
  };
  return { setTimeout: (act: () => void) => due.push(act), settle };
}

function storageOf(storage: Map<string, string> | "denied") {
  if (storage === "denied") throw new Error("SecurityError");
  return {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => storage.set(key, value),
  };
}
