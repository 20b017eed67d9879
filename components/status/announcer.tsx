"use client";

import { useEffect, useRef, useState } from "react";
import { describeChanges } from "./changes";
import type { Surface } from "./page-data";

/** Tells screen readers what a refresh changed, and nothing when it changed nothing. */
export function Announcer({ surfaces }: { surfaces: readonly Surface[] }) {
  const shown = useRef(surfaces);
  const [sentence, setSentence] = useState("");
  useEffect(() => {
    const changes = describeChanges(shown.current, surfaces);
    shown.current = surfaces;
    if (changes !== "") setSentence(changes);
  }, [surfaces]);
  return (
    <p aria-live="polite" aria-atomic="true" className="sr-only">
      {sentence}
    </p>
  );
}
