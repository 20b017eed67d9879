import { planAgain } from "@/lib/core/notices/plan";
import { type Channels, type Composed, compose, type Opened } from "./compose";

/** How many earlier batches a claim asks after: with two questions each at a time, as many as there are connections at once. */
const MOST_ASKED = 3;

/** A message that an earlier attempt, which began at this time, has sent after all. */
export type Taken = Pick<Composed, "events" | "transport"> & { at: number };

/**
 * What earlier attempts of these subscribers have sent although no answer came, by subscriber: asked of the channels that can say so, for
 * everything that one attempt sent at once. The subscribers' order is that of the attempt.
 */
export async function findTaken(
  channels: Channels,
  opened: readonly Opened[],
): Promise<ReadonlyMap<number, readonly Taken[]>> {
  const unsure = opened.flatMap(recompose).filter(({ transport }) => channels.get(transport)?.wasTaken);
  const batches = [...Map.groupBy(unsure, ({ transport, at }) => `${transport} ${at}`).values()];
  const largest = batches.toSorted((a, b) => b.length - a.length).slice(0, MOST_ASKED);
  const taken = await Promise.all(largest.map(async (batch) => ((await wasTaken(channels, batch)) ? batch : [])));
  return Map.groupBy(taken.flat(), ({ subscriber }) => subscriber.id);
}

type Unsure = Composed & { at: number };

/** The messages of a subscriber's earlier attempts as they were then, for their ids. */
const recompose = ({ subscriber, end, waiting }: Opened): Unsure[] =>
  planAgain(waiting).flatMap(({ at, messages }) =>
    messages.flatMap((message) => {
      const composed = end && compose({ subscriber, end, message, at });
      return composed ? [{ ...composed, at }] : [];
    }),
  );

async function wasTaken(channels: Channels, batch: readonly Unsure[]): Promise<boolean> {
  const channel = batch[0] && channels.get(batch[0].transport);
  return (await channel?.wasTaken?.(batch.map(({ outgoing }) => outgoing))) ?? false;
}
