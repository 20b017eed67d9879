"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { Messages } from "@/components/messages/t";

const Context = createContext<Messages | null>(null);

/** Keeps what an error page says within its reach: it is drawn by the browser, where nobody can hand it anything. */
export function ErrorMessages({ value, children }: { value: Messages; children: ReactNode }) {
  return <Context value={value}>{children}</Context>;
}

/** The texts of an error page; null where not even the layout could be shown. */
export const useErrorMessages = (): Messages | null => useContext(Context);
