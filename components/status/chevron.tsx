/** Turns when the `details` that it stands in opens. */
export const Chevron = () => <span className="chevron" />;
