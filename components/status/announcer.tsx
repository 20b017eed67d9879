"use client";

import { useEffect, useRef, useState } from "react";
import type { Copy } from "@/components/copy/say";
import { describeChanges } from "./changes";
import type { Surface } from "./page-data";

type Props = { copy: Copy; surfaces: readonly Surface[] };

/** Tells screen readers what a refresh changed, and nothing when it changed nothing. */
export function Announcer({ copy, surfaces }: Props) {
  const shown = useRef(surfaces);
  const [sentence, setSentence] = useState("");
  useEffect(() => {
    const changes = describeChanges(copy, shown.current, surfaces);
    shown.current = surfaces;
    if (changes !== "") setSentence(changes);
  }, [copy, surfaces]);
  return (
    <p aria-live="polite" aria-atomic="true" className="sr-only">
      {sentence}
    </p>
  );
}
