import type { ReactNode } from "react";
import { ZoneSwitch } from "@/components/status/zone-switch";
import { BrandMark } from "@/components/ui/brand-mark";
import { SITE } from "@/components/ui/site";
import { opsMessages } from "./ops-messages";

/** The signed-in operator; `local` when the local imitation of Cloudflare Access signed them in. */
type Viewer = { name: string; local: boolean };

const PAGES = [
  ["/ops", "Dashboard"],
  ["/ops/windows", "Maintenance"],
  ["/ops/incidents", "Incidents"],
  ["/ops/audit", "Audit log"],
  ["/ops/at", "Time machine"],
  ["/ops/subscribers", "Subscribers"],
  ["/ops/checks", "Checks"],
  ["/ops/configuration", "Configuration"],
] as const;
type OpsPath = (typeof PAGES)[number][0];

type Props = { viewer: Viewer; path: OpsPath; title: string; children: ReactNode };

/** The layout of every operators' page: the operator's name, the navigation, and a strip for a local operator. */
export function OpsLayout({ viewer, path, title, children }: Props) {
  return (
    <div lang="en" className="flex min-h-dvh flex-col">
      <title>{`${title} · ${SITE.brand} operations`}</title>
      <meta name="robots" content="noindex, nofollow" />
      <a href="#main" className="skip-link">
        Skip to content
      </a>
      {viewer.local && <LocalStrip name={viewer.name} />}
      <header className="frame pt-3">
        <div className="flex items-center justify-between gap-4">
          <a href="/ops" className="flex min-h-11 items-center gap-2.5 rounded-sm">
            <BrandMark />
            <span className="font-semibold">{SITE.brand}</span> <span className="text-muted">Operations</span>
          </a>
          <span className="min-w-0 truncate text-muted text-sm">{viewer.name}</span>
        </div>
        <nav aria-label="Operations" className="ops-nav">
          {PAGES.map(([href, name]) => (
            <a key={href} href={href} aria-current={href === path ? "page" : undefined}>
              {name}
            </a>
          ))}
        </nav>
      </header>
      <main id="main" tabIndex={-1} className="frame grow pt-5 pb-16 outline-none">
        {children}
      </main>
      <footer className="border-line border-t">
        <div className="frame flex flex-wrap items-center justify-between gap-x-8 gap-y-3 py-5 text-muted text-sm">
          <ZoneSwitch messages={opsMessages} />
          <a href="/" className="link inline-flex min-h-11 items-center">
            What customers see
          </a>
        </div>
      </footer>
    </div>
  );
}

function LocalStrip({ name }: { name: string }) {
  return (
    <aside
      aria-label="Local server"
      data-state="DEGRADED"
      data-strip="local"
      className="border-state-line border-b bg-state-tint text-sm text-state-ink"
    >
      <p>
        <span className="frame block py-2">
          Local operator: {name} is signed in by the local imitation of Cloudflare Access.
        </span>
      </p>
    </aside>
  );
}
