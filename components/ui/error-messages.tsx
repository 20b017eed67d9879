"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { Messages } from "@/components/messages/t";

const Context = createContext<Messages | null>(null);

/** Provides an error page's texts: the browser renders it, and Next passes it no props of the page. */
export function ErrorMessages({ value, children }: { value: Messages; children: ReactNode }) {
  return <Context value={value}>{children}</Context>;
}

/** The texts of an error page; null where not even the layout could be shown. */
export const useErrorMessages = (): Messages | null => useContext(Context);
