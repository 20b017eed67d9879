import { Fragment } from "react";
import { withBreaks } from "@/components/ui/with-breaks";

/** Text with addresses, commands or settings' names: it breaks between its words, and a word longer than its line after `/` and `_`. */
export const Breakable = ({ text }: { text: string }) =>
  text.split(" ").map((word, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the words of one text keep their places
    <Fragment key={index}>
      {index > 0 && " "}
      <span className="inline-block max-w-full wrap-anywhere">{withBreaks(word, /(?<=[/_])(?![/_])/)}</span>
    </Fragment>
  ));
