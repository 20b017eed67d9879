import { withBreaks } from "@/components/ui/with-breaks";

/** Where a path may continue on the next line, and where a field's name or a media type. */
const AFTER = { path: /(?<=[^/]\/|[_-])/, name: /(?<=[./_-]|\[\](?!\.))/ };

/** Code that breaks between its words only: `incident_`, `updates[].`, `created_`, `at`. */
export const Breaks = ({ text }: { text: string }) => withBreaks(text, text.startsWith("/") ? AFTER.path : AFTER.name);
