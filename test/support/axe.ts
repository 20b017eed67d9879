import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * What axe has to complain about on a page as it stands, best practice included. What passes is not listed, and the page itself puts
 * the result together: that costs a tenth. Frames from elsewhere, of which our pages have none, would be left out.
 */
export async function violationsOf(page: Page): Promise<string[]> {
  const options = { runOnly: { type: "tag", values: RULES }, resultTypes: ["violations"] } as const;
  const axe = new AxeBuilder({ page }).options(options as unknown as Parameters<AxeBuilder["options"]>[0]);
  const { violations } = await axe.setLegacyMode(true).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}
