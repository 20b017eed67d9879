import { linkTo } from "@/components/copy/link-to";
import { type Copy, say } from "@/components/copy/say";
import { asOf, PageMeta } from "@/components/ui/page-meta";
import { type LiveData, LiveStatus } from "./live-status";
import { liveCopy } from "./status-page";
import { summarize } from "./summary";

/** What an answer fills into the front page's shell, as a document: its head's elements and its body's. */
export function LiveDocument({ copy, ...data }: { copy: Copy } & LiveData) {
  const { surfaces, generated_at, stale = false } = data.initial;
  const { state, headline } = summarize(copy, surfaces);
  return (
    <html lang={copy.language}>
      {/* biome-ignore lint/style/noHeadElement: no page of Next's, but what goes into the head of one */}
      <head>
        <PageMeta
          copy={copy}
          title={stale ? say(copy, "banner.lastKnownTab", { text: headline }) : headline}
          description={asOf(copy, generated_at, say(copy, "frame.description"))}
          image={stale ? "UNKNOWN" : state}
          path={linkTo(copy, "/")}
        />
      </head>
      <body>
        <LiveStatus copy={liveCopy(copy)} {...data} />
      </body>
    </html>
  );
}
