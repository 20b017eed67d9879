"use client";

import { useEffect, useRef, useState } from "react";
import type { Messages } from "@/components/messages/t";
import { describeChanges } from "./changes";
import type { Surface } from "./page-data";

type Props = { messages: Messages; surfaces: readonly Surface[] };

/** Announces to screen readers what a refresh changed. */
export function Announcer({ messages, surfaces }: Props) {
  const shown = useRef(surfaces);
  const [sentence, setSentence] = useState("");
  useEffect(() => {
    const changes = describeChanges(messages, shown.current, surfaces);
    shown.current = surfaces;
    if (changes !== "") setSentence(changes);
  }, [messages, surfaces]);
  return (
    <p aria-live="polite" aria-atomic="true" className="sr-only">
      {sentence}
    </p>
  );
}
