import { linkTo } from "@/components/messages/link-to";
import { type Messages, t } from "@/components/messages/t";
import { MIRROR } from "@/lib/output/mirror";
import { SITE } from "./site";

/** What stands below every public page. */
export function PageFooter({ messages }: { messages: Messages }) {
  return (
    <div className="frame flex flex-col gap-x-8 gap-y-1 py-5 text-muted text-sm md:flex-row md:items-center md:justify-between">
      <p>
        <span>{t(messages, "frame.independent")}</span> <noscript>{t(messages, "frame.times")}</noscript>
      </p>
      <p className="flex shrink-0 flex-wrap gap-x-6">
        {MIRROR && (
          <>
            <a href={`${MIRROR}/`} className="sheet-link">
              {t(messages, "mirror.elsewhere")}
            </a>{" "}
          </>
        )}
        <a href={linkTo(messages, "/docs/api")} className="sheet-link">
          {t(messages, "frame.api")}
        </a>{" "}
        <a href={SITE.home.href} className="sheet-link">
          {SITE.home.label}
        </a>
      </p>
    </div>
  );
}
