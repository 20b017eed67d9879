import { MessagePage } from "@/components/ui/message-page";
import { siteCopy } from "@/components/ui/site-copy";

export default function NotFound() {
  return (
    <MessagePage {...siteCopy.messages.notFound}>
      <a href="/" className="button">
        {siteCopy.messages.home}
      </a>
    </MessagePage>
  );
}
