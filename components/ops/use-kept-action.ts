"use client";

import { unstable_isUnrecognizedActionError, unstable_rethrow } from "next/navigation";
import { useActionState, useEffect, useState } from "react";
import type { OpsProblem } from "@/lib/schemas/ops-form";

type Action<State> = (before: State, form: FormData) => Promise<State>;

type Options<State> = {
  /** The next state where the server did not act, with what was typed. */
  keep: (before: Awaited<State>, form: FormData, problem: OpsProblem) => State;
  /** A step that needs no server. */
  local?: (form: FormData) => State | null;
};

/**
 * `useActionState` of a server action that may not be answered: the session has ended, the site was deployed since and does not
 * know it, or could not be reached. Without scripts the form calls the server action itself.
 */
export function useKeptAction<State>(action: Action<State>, initial: Awaited<State>, { keep, local }: Options<State>) {
  const [isLive, setIsLive] = useState(false);
  useEffect(() => setIsLive(true), []);
  const keeping = async (before: Awaited<State>, form: FormData): Promise<State> => {
    const next = local?.(form);
    if (next) return next;
    try {
      return await action(before, form);
    } catch (error) {
      unstable_rethrow(error); // Next's own redirects
      const problem = unstable_isUnrecognizedActionError(error) ? UNKNOWN_ACTION : await findCause();
      return keep(before, form, problem);
    }
  };
  return useActionState(isLive ? keeping : action, initial);
}

/** Why there was no answer. Where the session has ended, Cloudflare Access redirects to its login, or we answer 401. */
async function findCause(): Promise<OpsProblem> {
  const response = await fetch("/api/ops/configuration", { redirect: "manual" }).catch(() => null);
  return response?.status === 401 || response?.type === "opaqueredirect" ? SIGNED_OUT : NO_ANSWER;
}

const toProblem = (code: string, title: string): OpsProblem => ({ code, title, issues: [], meanwhile: [] });

const UNKNOWN_ACTION = toProblem(
  "unknown_action",
  "The site was deployed after this page was loaded, and does not know this form. Nothing was written. Reload the page: what you typed is kept.",
);

const SIGNED_OUT = toProblem(
  "signed_out",
  "Your session has ended. Nothing was written. Sign in again in another tab, then go on here: what you typed is kept.",
);

const NO_ANSWER = toProblem(
  "no_answer",
  "The site did not answer. What you typed is kept. Send it again: a confirmation that is sent twice is applied once.",
);
