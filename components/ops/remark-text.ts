const RULES: Record<string, string> = {
  forward_looking: "a promise",
  broker_name: "a broker’s name",
  credential: "a credential",
  internal_host: "an internal system",
  email_address: "a personal address",
  ticket_reference: "a ticket’s number",
  stack_trace: "error output",
};

const rulesText = (rules: string): string => rules.replace(/[a-z_]+/g, (rule) => RULES[rule] ?? rule);

/** An audit row's or alert's remark, with what the note policy removed in words; all else as it is. */
export const remarkText = (remark: string): string =>
  remark
    .replace(/copy policy left out (\d+) sentence\(s\): ([a-z_, ]+)/g, (_, count, rules) => {
      const sentences = count === "1" ? "1 sentence" : `${count} sentences`;
      return `the note policy removed ${sentences}: ${rulesText(rules)}`;
    })
    .replace(/(?<=is not published \()[a-z_, ]+(?=\)$)/, rulesText);
