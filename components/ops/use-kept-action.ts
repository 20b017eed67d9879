"use client";

import { unstable_isUnrecognizedActionError, unstable_rethrow } from "next/navigation";
import { useActionState, useEffect, useState } from "react";
import type { OpsProblem } from "@/lib/schemas/ops-form";

type Action<State> = (before: State, form: FormData) => Promise<State>;

/**
 * `useActionState` of a server action that may not be answered: the site was deployed since and does not know it, or could not
 * be reached. `keep` makes the next state, with what was typed. Without scripts the form calls the server action itself.
 */
export function useKeptAction<State>(
  action: Action<State>,
  initial: Awaited<State>,
  keep: (before: Awaited<State>, form: FormData, problem: OpsProblem) => State,
) {
  const [isLive, setIsLive] = useState(false);
  useEffect(() => setIsLive(true), []);
  const keeping = async (before: Awaited<State>, form: FormData): Promise<State> => {
    try {
      return await action(before, form);
    } catch (error) {
      unstable_rethrow(error); // Next's own redirects
      return keep(before, form, unstable_isUnrecognizedActionError(error) ? UNKNOWN_ACTION : NO_ANSWER);
    }
  };
  return useActionState(isLive ? keeping : action, initial);
}

const UNKNOWN_ACTION: OpsProblem = {
  code: "unknown_action",
  title:
    "The site was deployed after this page was loaded, and does not know this form. Nothing was written. Copy what you typed, reload the page and send it again.",
  issues: [],
  meanwhile: [],
};

const NO_ANSWER: OpsProblem = {
  code: "no_answer",
  title: "The site did not answer. It may have done this all the same: look before you send it again.",
  issues: [],
  meanwhile: [],
};
