import { cache } from "react";
import type { Context } from "@/lib/context";
import { requestContext } from "./request-context";

/** The context of the page that Next renders: one for all that it renders in one request. */
export const pageContext: () => Context = cache(() => requestContext(new Headers()));
