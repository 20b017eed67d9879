const QUOTES = ['"', "'"];

/** The statements of a shell block, each with its continued lines and the lines inside its quotes; comments are left out. */
export function statementsOf(block: string): string[] {
  const statements: string[] = [];
  let open = "";
  for (const line of block.split("\n")) {
    const text = open === "" ? withoutComment(line) : open + withoutComment(line, openQuote(open));
    if (openQuote(text) !== null) open = `${text}\n`;
    else if (text.endsWith("\\")) open = `${text}\n`;
    else {
      if (text.trim()) statements.push(text.trim());
      open = "";
    }
  }
  if (open) throw new Error(`a statement without an end: ${open}`);
  return statements;
}

/** The quote that is open at the end of a text, or null. */
function openQuote(text: string): string | null {
  let quote: string | null = null;
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (char === "\\" && quote !== "'") i++;
    else if (quote === null && QUOTES.includes(char)) quote = char;
    else if (char === quote) quote = null;
  }
  return quote;
}

/** A comment begins with a `#` at the line's start or behind a space, outside of quotes. */
function withoutComment(line: string, quote: string | null = null): string {
  for (const { index } of line.matchAll(/(?:^|\s)#/g)) {
    if (openQuote((quote ?? "") + line.slice(0, index)) === null) return line.slice(0, index).trimEnd();
  }
  return line.trimEnd();
}
