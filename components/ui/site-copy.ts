/** Texts of the frame that every page has, and of the pages that have only something to say. */
export const siteCopy = {
  name: "Raxx Status",
  brand: "Raxx",
  product: "Status",
  description: "Live and past status of every service that Raxx runs or relies on.",
  home: { label: "raxx.app", href: "https://raxx.app" },
  api: "Status API",
  history: "History and feeds",
  skip: "Skip to content",
  independent: "This page runs apart from the services that it reports on.",
  times: "Times are UTC, and in your own time zone where scripts run.",
  tab: (text: string) => `${text} · Raxx Status`,
  messages: {
    notFound: { title: "This page does not exist", text: "The address may be mistyped, or the page was moved." },
    error: { title: "This page could not be shown", text: "An error stopped it from loading. Please try again." },
    home: "Go to the status page",
    retry: "Try again",
  },
} as const;
