/** The slot's one attribute, and how React writes the element. */
export const SLOT = "data-live-slot";
export const SLOT_HTML = `<div ${SLOT}="true"></div>`;

/** The id of the script element, which runs nothing, with the data of the live part. */
export const LIVE_DATA = "live-data";
