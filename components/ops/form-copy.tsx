"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { Copy } from "@/components/copy/say";

const NONE: Copy = { language: "en", messages: {} };
const Context = createContext<Copy>(NONE);

/** Hands the public texts that a form shows to its fields. */
export function FormCopy({ value, children }: { value: Copy; children: ReactNode }) {
  return <Context value={value}>{children}</Context>;
}

export const useFormCopy = (): Copy => useContext(Context);
