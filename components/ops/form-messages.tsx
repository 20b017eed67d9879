"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { Messages } from "@/components/messages/t";

const NONE: Messages = { language: "en", texts: {} };
const Context = createContext<Messages>(NONE);

/** Provides the public texts to a form's fields. */
export function FormMessages({ value, children }: { value: Messages; children: ReactNode }) {
  return <Context value={value}>{children}</Context>;
}

export const useFormMessages = (): Messages => useContext(Context);
