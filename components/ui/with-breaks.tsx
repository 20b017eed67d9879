import { Fragment, type ReactNode } from "react";

/** A word that may go on in the next line where the pattern, which matches no character, stands. */
export const withBreaks = (word: string, where: RegExp): ReactNode =>
  word.split(where).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one word keep their places
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));
