import type { ReactNode } from "react";
import type { MessageKey } from "@/components/messages/catalogue";
import { type Messages, t } from "@/components/messages/t";
import type { Context } from "@/lib/platform/context";
import { FormParameters, TokenParameter } from "@/lib/schemas/subscriptions";
import { publicPage } from "./public-page";

type Link = { token: string | null; done: string | null; problem: string | null };

type Definition<Data extends object> = {
  path: string;
  title: Extract<MessageKey, "subscribe.confirm" | "subscribe.manage" | "subscribe.end">;
  load: (ctx: Context, link: Link) => Promise<Data>;
  View: (props: { messages: Messages } & Link & Data) => ReactNode;
};

/** A page whose address holds a token: no cache keeps it, no search lists it, and no other site learns its address. */
export const linkPage = <Data extends object>({ path, title, load, View }: Definition<Data>) =>
  publicPage({
    path: () => path,
    parameters: { ...FormParameters, ...TokenParameter },
    isPrivate: true,
    load: async (ctx: Context, { query: { token = null, done = null, problem = null } }) => {
      const link = { token, done, problem };
      return { data: { ...link, ...(await load(ctx, link)) }, content: null, validUntil: null, stale: false };
    },
    summary: (messages: Messages) => ({
      title: t(messages, title),
      description: t(messages, "subscribe.about"),
      image: null,
    }),
    style: "subscribe",
    View: View as (props: { messages: Messages }) => ReactNode,
  });
