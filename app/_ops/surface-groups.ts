import { t } from "@/components/messages/t";
import { opsMessages } from "@/components/ops/ops-messages";
import type { Category } from "@/lib/core/engine/states";
import { toPageLayout } from "@/lib/output/page-layout";
import type { Context } from "@/lib/platform/context";
import { LANGUAGES } from "@/lib/schemas/language";

/** The surfaces to choose from, under the headings of the public page. */
export const surfaceGroups = ({ registry }: Context) =>
  toPageLayout(registry, LANGUAGES[0]).groups.map(({ id, label, surfaces }) => ({
    title: label ?? t(opsMessages, `categories.${id as Category}`),
    ids: surfaces,
  }));
