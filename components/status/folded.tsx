import type { ReactNode } from "react";
import type { State } from "@/lib/core/engine/states";
import { Chevron } from "./chevron";
import { StateIcon } from "./state-icon";

type Props = { id: string; title: string; detail: string; state: State; children: ReactNode };

/** A list with its heading; on a narrow screen one line, which unfolds without scripts. */
export function Folded({ id, title, detail, state, children }: Props) {
  return (
    <section aria-labelledby={id} data-group={id} className="folded">
      <h2 id={id} className="section-title">
        {title}
      </h2>
      <details className="panel">
        <summary data-state={state} className="line items-center">
          <StateIcon state={state} />
          <span className="line-body">
            <span className="folded-title">{title}</span> <span className="fine">{detail}</span>
          </span>
          <Chevron />
        </summary>
        <ul className="list">{children}</ul>
      </details>
    </section>
  );
}
