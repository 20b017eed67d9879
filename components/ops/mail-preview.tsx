import type { OpsPreview } from "@/lib/schemas/ops-answers";

type Props = { mail: OpsPreview["notices"][number]["mail"] };

/** A mail's text, and its HTML as source and as a file: this site's pages may neither frame it nor apply the style that is in it. */
export function MailPreview({ mail: { subject, text, html } }: Props) {
  return (
    <section className="min-w-0">
      <Heading>Mail</Heading>
      <div className="panel p-3.5">
        <p className="mb-2 border-line border-b pb-2 font-semibold wrap-anywhere">{subject}</p>
        <pre className="whitespace-pre-wrap font-sans wrap-anywhere">{text}</pre>
      </div>
      <details lang="en">
        <summary className="link inline-flex min-h-11 items-center">Its HTML</summary>
        <pre className="whitespace-pre-wrap rounded-md bg-hover p-3 text-xs wrap-anywhere">{html}</pre>
        <a
          href={`data:text/html;charset=utf-8,${encodeURIComponent(html)}`}
          download="mail.html"
          className="link inline-flex min-h-11 items-center"
        >
          Save the mail as a file, to open it as a reader sees it
        </a>
      </details>
    </section>
  );
}

/** The heading of one channel's message. */
export function Heading({ children }: { children: string }) {
  return (
    <h3 lang="en" className="mb-1 font-medium">
      {children}
    </h3>
  );
}
