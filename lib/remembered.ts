/** How many answers are cached before all of them are dropped. */
const MOST = 64;

/** A pure function whose last answers are cached by their key; losing them changes none. `keyOf` names what an answer depends on. */
export function remembered<Input, Answer>(
  answerTo: (input: Input) => Answer,
  keyOf: (input: Input) => unknown = (input) => input,
): (input: Input) => Answer {
  const cached = new Map<unknown, Answer>();
  return (input) => {
    const key = keyOf(input);
    if (cached.has(key)) return cached.get(key) as Answer;
    const answer = answerTo(input);
    if (cached.size >= MOST) cached.clear();
    cached.set(key, answer);
    return answer;
  };
}
