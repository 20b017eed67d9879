"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { Copy } from "@/components/copy/say";

const Context = createContext<Copy | null>(null);

/** Keeps what an error page says within its reach: it is drawn by the browser, where nobody can hand it anything. */
export function ErrorCopy({ value, children }: { value: Copy; children: ReactNode }) {
  return <Context value={value}>{children}</Context>;
}

/** The texts of an error page; null where not even the layout could be shown. */
export const useErrorCopy = (): Copy | null => useContext(Context);
