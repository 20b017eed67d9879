"use client";

type Props = {
  name: string;
  legend: string;
  value: string;
  options: readonly (readonly [value: string, label: string])[];
};

/** A choice of a few, each one tap away. */
export function Choices({ name, legend, value, options }: Props) {
  return (
    <fieldset>
      <legend className="ops-legend">{legend}</legend>
      <div className="ops-chips">
        {options.map(([key, label]) => (
          <label key={key} className="ops-chip">
            <input type="radio" name={name} value={key} defaultChecked={key === value} />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
