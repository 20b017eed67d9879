/** How many results are cached before all of them are dropped. */
const MOST = 64;

/** A pure function whose results are cached by key; dropping them changes none. `keyOf` names everything that a result depends on. */
export function memoize<Input, Result>(
  compute: (input: Input) => Result,
  toKey: (input: Input) => unknown = (input) => input,
): (input: Input) => Result {
  const cached = new Map<unknown, Result>();
  return (input) => {
    const key = toKey(input);
    if (cached.has(key)) return cached.get(key) as Result;
    const result = compute(input);
    if (cached.size >= MOST) cached.clear();
    cached.set(key, result);
    return result;
  };
}
