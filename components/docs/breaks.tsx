import { Fragment } from "react";

/** Where a path may continue on the next line, and where a field's name or a media type. */
const AFTER = { path: /(?<=[^/]\/|[_-])/, name: /(?<=[./_-]|\[\](?!\.))/ };

/** Code that breaks between its words only: `incident_`, `updates[].`, `created_`, `at`. */
export const Breaks = ({ text }: { text: string }) =>
  text.split(text.startsWith("/") ? AFTER.path : AFTER.name).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a text's parts never move
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));
