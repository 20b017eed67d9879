import type { Messages } from "@/components/messages/t";
import { LocalTime } from "@/components/status/local-time";
import type { OpsPreview } from "@/lib/schemas/ops-answers";

type Props = { messages: Messages; story: NonNullable<OpsPreview["story"]> };

/** What is told of an incident beside the page: the newest item of the feeds, and a mail. */
export function StoryRead({ messages, story: { feed, mail } }: Props) {
  return (
    <div className="grid gap-4 lg:grid-cols-2" data-story>
      <section aria-labelledby="story-feed" className="min-w-0">
        <h3 id="story-feed" className="mb-1 font-medium text-sm">
          In feeds
        </h3>
        <div className="panel space-y-1 p-3.5 text-sm">
          <p className="font-semibold wrap-anywhere">{feed.title}</p>
          <p className="text-muted">
            <LocalTime messages={messages} at={feed.at} />
          </p>
          <p className="wrap-anywhere">
            <strong>{feed.heading}</strong>
            {feed.note && <span className="whitespace-pre-line"> – {feed.note}</span>}
          </p>
        </div>
      </section>
      <section aria-labelledby="story-mail" className="min-w-0">
        <h3 id="story-mail" className="mb-1 font-medium text-sm">
          By mail
        </h3>
        <div className="panel p-3.5 text-sm">
          <p className="mb-2 border-line border-b pb-2 font-semibold wrap-anywhere">{mail.subject}</p>
          <pre className="whitespace-pre-wrap font-sans wrap-anywhere">{mail.text}</pre>
        </div>
      </section>
    </div>
  );
}
