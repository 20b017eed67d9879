import type { State } from "@/lib/engine/states";

/** One silhouette a state, in a box of 20: `body` is filled, `mark` is drawn on it in the ground's colour, if any. */
export const SHAPES: Record<State, { body: string; mark: string }> = {
  OPERATIONAL: { body: "M10 1.75a8.25 8.25 0 1 1 0 16.5 8.25 8.25 0 0 1 0-16.5Z", mark: "m6.4 10.3 2.5 2.5 4.8-5.3" },
  DEGRADED: {
    body: "M8.5 2.7a1.75 1.75 0 0 1 3 0l6.9 11.9a1.75 1.75 0 0 1-1.5 2.6H3.1a1.75 1.75 0 0 1-1.5-2.6Z",
    mark: "M10 7v4.1M10 14v.1",
  },
  PARTIAL: { body: "m10 1.6 8.4 8.4-8.4 8.4L1.6 10Z", mark: "M6.6 10h6.8" },
  DOWN: { body: "M6.4 2h7.2L18 6.4v7.2L13.6 18H6.4L2 13.6V6.4Z", mark: "m7.2 7.2 5.6 5.6m0-5.6-5.6 5.6" },
  MAINTENANCE: {
    body: "M19 5.5a4.5 4.5 0 0 1-4.79 4.49c-.87-.06-1.81.13-2.37.8l-6.02 7.23a2.72 2.72 0 1 1-3.84-3.84l7.23-6.02c.67-.56.86-1.5.8-2.37a4.5 4.5 0 0 1 5.87-4.57c.33.1.39.5.15.75L13.34 4.66a.46.46 0 0 0-.11.49 3 3 0 0 0 1.62 1.62c.17.07.36.02.49-.11l2.69-2.69c.24-.24.65-.18.75.15.14.43.22.9.22 1.38Z",
    mark: "",
  },
  UNKNOWN: {
    body: "M10 1.75a8.25 8.25 0 1 1 0 16.5 8.25 8.25 0 0 1 0-16.5Z",
    mark: "M8 8.1a2.05 2.05 0 1 1 3.1 1.8c-.7.4-1.1.8-1.1 1.6m0 2.5v.1",
  },
};
