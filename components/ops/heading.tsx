import type { ReactNode } from "react";

/** A page's title, with the actions beside it. */
export function Heading({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="mb-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
      <h1 className="font-semibold text-2xl">{title}</h1>
      {children}
    </div>
  );
}

type SectionProps = { id: string; title: string; children: ReactNode; className?: string };

export function Section({ id, title, children, className = "" }: SectionProps) {
  return (
    <section aria-labelledby={id} className={className}>
      <h2 id={id} className="section-title mb-2">
        {title}
      </h2>
      {children}
    </section>
  );
}
