import { Component, type ReactNode } from "react";
import type { Messages } from "@/components/messages/t";
import { ErrorMessages } from "@/components/ui/error-messages";
import { RetryMessage } from "@/components/ui/retry-message";

type Props = { messages: Messages; children: ReactNode };

/** Shows a way on where a part of the page throws in the browser. */
export class ErrorBoundary extends Component<Props, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    const { messages, children } = this.props;
    if (!this.state.hasFailed) return children;
    return (
      <ErrorMessages value={messages}>
        <RetryMessage retry={() => location.reload()} />
      </ErrorMessages>
    );
  }
}
