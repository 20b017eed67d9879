import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { copyFor } from "@/components/copy/copy-for";
import { LIVE_DATA, SLOT_HTML } from "@/components/status/live-data";
import { LiveDocument } from "@/components/status/live-document";
import { publicPage } from "@/lib/http/public-page";
import { statusAnswer } from "@/lib/public/answers";
import { readPage } from "@/lib/usecases/read-public";

/** The front page: what is true now, for everyone. Its shell is the page beside this file. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = publicPage(SLOT_HTML, async (ctx) => {
  const { status, history, windows, ...freshness } = await readPage(ctx);
  const data = { initial: status, history, windows };
  return {
    ...freshness,
    news: [statusAnswer({ status, ...freshness }).content, history.surfaces, windows],
    fill: (language) => ({
      document: renderToString(createElement(LiveDocument, { copy: copyFor(language), ...data })),
      data: { id: LIVE_DATA, json: JSON.stringify(data) },
    }),
  };
});
