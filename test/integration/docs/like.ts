const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

/**
 * Whether an answer says what a document's example says of it: every key of the example, every element of its lists somewhere in
 * ours, and the same values, instants and numbers of milliseconds apart.
 */
export function isLike(answer: unknown, example: unknown, key = ""): boolean {
  if (Array.isArray(example))
    return Array.isArray(answer) && example.every((wanted) => answer.some((found) => isLike(found, wanted)));
  if (typeof example === "object" && example !== null) {
    if (typeof answer !== "object" || answer === null) return false;
    return Object.entries(example).every(([name, wanted]) => isLike((answer as never)[name], wanted, name));
  }
  if (typeof example === "string" && INSTANT.test(example)) return typeof answer === "string" && INSTANT.test(answer);
  if (typeof example === "number" && /ms$/.test(key)) return typeof answer === "number";
  return answer === example;
}
