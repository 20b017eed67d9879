/** Days and years that are asked for again and again are a few; a clock that is asked for every instant must not hold them all. */
const MOST = 64;

/** A pure function that is not asked the same twice: its last answers are kept, and losing them changes none. */
export function remembered<Key, Answer>(answerTo: (key: Key) => Answer): (key: Key) => Answer {
  const kept = new Map<Key, Answer>();
  return (key) => {
    if (kept.has(key)) return kept.get(key) as Answer;
    const answer = answerTo(key);
    if (kept.size >= MOST) kept.clear();
    kept.set(key, answer);
    return answer;
  };
}
