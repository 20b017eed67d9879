import type { ReactNode } from "react";

/** A GET form over a list: its URL can be shared, and it needs no script. */
export function FilterForm({ action, children }: { action: string; children: ReactNode }) {
  return (
    <search>
      <form action={action} method="get" className="ops-filter mb-4">
        {children}
        <button type="submit" className="ops-quiet">
          Find
        </button>
      </form>
    </search>
  );
}

type PickProps = { name: string; label: string; value: string; options: readonly (readonly [string, string])[] };

export function Pick({ name, label, value, options }: PickProps) {
  return (
    <label className="ops-field min-w-0">
      <span>{label}</span>
      <select name={name} defaultValue={value} className="ops-input">
        {options.map(([key, text]) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

export function TextBox({
  name,
  label,
  value,
  type = "text",
}: {
  name: string;
  label: string;
  value: string;
  type?: string;
}) {
  return (
    <label className="ops-field min-w-0">
      <span>{label}</span>
      <input type={type} name={name} defaultValue={value} className="ops-input" />
    </label>
  );
}

export const surfaceOptions = (names: Readonly<Record<string, string>>): [string, string][] => [
  ["", "All"],
  ...Object.entries(names),
];

/** Links to the next page of the list. */
export function NextPage({ path, query, next }: { path: string; query: Record<string, string>; next: string | null }) {
  if (next === null) return null;
  return (
    <a href={`${path}?${new URLSearchParams({ ...query, before: next })}`} className="ops-quiet mt-4" rel="next">
      Older
    </a>
  );
}
