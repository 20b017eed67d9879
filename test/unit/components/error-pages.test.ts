import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test, vi } from "vitest";
import ErrorPage from "@/app/error";
import GlobalError from "@/app/global-error";

const PAGES = [ErrorPage, GlobalError].map((page) =>
  renderToStaticMarkup(createElement(page, { retry: vi.fn(), error: new Error("D1_ERROR: no such table") } as never)),
);

test("Both error pages say that the page could not be shown, and lead on: once more, or to the status page", () => {
  for (const html of PAGES) {
    expect(html).toContain("This page could not be shown");
    expect(html).toMatch(/<button type="button"[^>]*>Try again<\/button>/);
    expect(html).toMatch(/<a href="\/"[^>]*>Go to the status page<\/a>/);
  }
});

test("Neither error page shows what went wrong", () => {
  expect(PAGES.filter((html) => html.includes("D1_ERROR"))).toEqual([]);
});

test("The error page of the layout is a document of its own", () => {
  expect(PAGES[1]).toMatch(/^<html lang="en">.*<body>/);
});
