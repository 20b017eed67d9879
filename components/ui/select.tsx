import type { ComponentProps } from "react";
import { Chevron } from "@/components/status/chevron";

type Props = ComponentProps<"select"> & { label: string; options: readonly (readonly [value: string, text: string])[] };

/** A list to choose from under its label, with the page's own arrow: the browser's stands at the very edge. */
export function Select({ label, options, className, ...select }: Props) {
  return (
    <label className={className}>
      <span className="mb-1 block font-medium text-sm">{label}</span>
      <span className="relative block">
        <select className="field appearance-none pe-10" {...select}>
          {options.map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
        <span className="pointer-events-none absolute inset-y-0 end-3 flex items-center">
          <Chevron />
        </span>
      </span>
    </label>
  );
}
