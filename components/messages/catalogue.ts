import type { en } from "./en";

export type MessageKey = keyof typeof en;

/** One language, complete: the same keys as English, each message with the same arguments. */
export type Catalogue = Record<MessageKey, string>;

/** The names of a message's arguments, read off its English text. A plural's branches hold a blank or a `#`, a name never does. */
type ArgumentNames<Text extends string> = Text extends `${string}{${infer Rest}`
  ? Rest extends `${infer Inner}}${string}`
    ? ArgumentName<Inner> | ArgumentNames<Rest>
    : never
  : never;
type ArgumentName<Inner extends string> = Inner extends `${infer Name},${string}`
  ? SingleWord<Name>
  : SingleWord<Inner>;
type SingleWord<Name extends string> = Name extends `${string} ${string}` | `${string}#${string}` ? never : Name;

/** What a message needs to be said. */
export type Values<Key extends MessageKey> = Record<ArgumentNames<(typeof en)[Key]>, string | number>;
