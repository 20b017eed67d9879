import { type Messages, t } from "@/components/messages/t";

/** The notice on every page of a demo, in print too. */
export function DemoNotice({ messages }: { messages: Messages }) {
  return (
    <aside aria-label={t(messages, "demo.label")} data-strip="demo" className="border-line border-b bg-hover text-sm">
      <p className="frame py-2">
        <strong className="mr-1.5 font-semibold">{t(messages, "demo.title")}</strong>{" "}
        <span>{t(messages, "demo.text")}</span>
      </p>
    </aside>
  );
}
