import { createHash } from "node:crypto";

/**
 * Runs in the reader's browser: once the copy is too old by the reader's clock, what is shown is replaced by what can still be said.
 * It looks at once, each 30 s, and when the page is seen again.
 */
const WHEN_OLD = `(()=>{const look=()=>{const old=document.getElementById("when-old");if(!old||Date.now()<+old.dataset.from)return;const main=document.getElementById("main");main.replaceChildren(old.content.cloneNode(true));for(const age of main.querySelectorAll("[data-age]"))age.remove();document.title=old.dataset.title;old.remove()};look();setInterval(look,3e4);addEventListener("visibilitychange",look);addEventListener("pageshow",look)})()`;

export const SCRIPT = { text: WHEN_OLD, hash: `'sha256-${createHash("sha256").update(WHEN_OLD).digest("base64")}'` };
