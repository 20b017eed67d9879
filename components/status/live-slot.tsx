"use client";

import { useState } from "react";
import type { Copy } from "@/components/copy/say";
import { LIVE_DATA, SLOT } from "./live-data";
import { type LiveData, LiveStatus } from "./live-status";

/**
 * Where the live part stands in the shell that Next renders (docs/decisions/024). Each answer is filled with it and brings its
 * data along, and the browser goes on from both.
 */
export function LiveSlot({ copy }: { copy: Copy }) {
  const [data] = useState(() => (typeof document === "undefined" ? null : readLiveData()));
  return data ? <LiveStatus copy={copy} {...data} /> : <div {...{ [SLOT]: "true" }} />;
}

function readLiveData(): LiveData | null {
  const text = document.getElementById(LIVE_DATA)?.textContent;
  return text ? (JSON.parse(text) as LiveData) : null;
}
