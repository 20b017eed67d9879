const RULES: Record<string, string> = {
  forward_looking: "a promise",
  broker_name: "a broker’s name",
  credential: "a credential",
  internal_host: "an internal system",
  email_address: "a personal address",
  ticket_reference: "a ticket’s number",
  stack_trace: "error output",
};

/** An audit row's or alert's remark, with what the note policy removed in words. */
export const remarkText = (remark: string): string =>
  remark
    .replace(/copy policy left out (\d+) sentence\(s\)/g, (_, count) =>
      count === "1" ? "the note policy removed 1 sentence" : `the note policy removed ${count} sentences`,
    )
    .replace(/\b[a-z]+_[a-z]+\b|\bcredential\b/g, (word) => RULES[word] ?? word);
