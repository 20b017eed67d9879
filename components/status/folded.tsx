import type { ReactNode } from "react";
import type { State } from "@/lib/core/engine/states";
import { Chevron } from "./chevron";
import { StateIcon } from "./state-icon";

type Props = {
  id: string;
  title: string;
  /** What its line says on a narrow screen, below the title. */
  detail: ReactNode;
  state?: State;
  /** What stands beside its heading on a wide screen. */
  aside?: ReactNode;
  children: ReactNode;
};

/** A list with its heading; on a narrow screen one line, which unfolds without scripts. */
export function Folded({ id, title, detail, state, aside, children }: Props) {
  return (
    <section aria-labelledby={id} data-group={id} className="folded">
      <Heading id={id} title={title} aside={aside} />
      <details className="panel">
        <summary data-state={state} className="line items-center">
          {state && <StateIcon state={state} />}
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

type SectionProps = Pick<Props, "id" | "title" | "aside" | "children">;

/** A part of the page with its heading, on every screen. */
export function Section({ id, title, aside, children }: SectionProps) {
  return (
    <section aria-labelledby={id}>
      <Heading id={id} title={title} aside={aside} />
      {children}
    </section>
  );
}

function Heading({ id, title, aside }: Pick<Props, "id" | "title" | "aside">) {
  return (
    <div className="heading">
      <h2 id={id} className="section-title">
        {title}
      </h2>
      {aside}
    </div>
  );
}
