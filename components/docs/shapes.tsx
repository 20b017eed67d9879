import { Fields } from "./fields";
import { Prose } from "./prose";
import type { Shapes } from "./split-shapes";
import { TypeText } from "./type-text";

/** The shapes that several bodies share. */
export function SharedShapes({ shapes }: { shapes: Shapes }) {
  return (
    <section aria-labelledby="shapes">
      <h2 id="shapes" className="section-title">
        Schemas
      </h2>
      <p className="mt-1 mb-3 max-w-prose text-muted">What several requests and answers are made of.</p>
      <div className="space-y-4">
        {Object.entries(shapes).map(([name, schema]) => (
          <article
            key={name}
            id={`shape-${name}`}
            aria-labelledby={`title-${name}`}
            className="panel px-4 py-4 sm:px-6"
          >
            <h3 id={`title-${name}`} className="wrap-break-word font-mono font-semibold text-sm">
              {name}
            </h3>
            <p className="mt-1 text-muted text-sm">
              {schema.description && <Prose text={schema.description} />}
              {!schema.properties && (
                <>
                  {" "}
                  (<TypeText schema={schema} />)
                </>
              )}
            </p>
            {schema.properties && <Fields schema={schema} />}
          </article>
        ))}
      </div>
    </section>
  );
}
