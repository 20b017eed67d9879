import { Component, type ReactNode } from "react";
import type { Copy } from "@/components/copy/say";
import { ErrorCopy } from "@/components/ui/error-copy";
import { RetryMessage } from "@/components/ui/retry-message";

type Props = { copy: Copy; children: ReactNode };

/** Shows a way on where a part of the page throws in the browser. */
export class ErrorBoundary extends Component<Props, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    const { copy, children } = this.props;
    if (!this.state.hasFailed) return children;
    return (
      <ErrorCopy value={copy}>
        <RetryMessage retry={() => location.reload()} />
      </ErrorCopy>
    );
  }
}
