import { copy } from "@/components/status/copy";
import { MessagePage } from "@/components/ui/message-page";

export default function NotFound() {
  return (
    <MessagePage {...copy.messages.notFound}>
      <a href="/" className="button">
        {copy.messages.home}
      </a>
    </MessagePage>
  );
}
