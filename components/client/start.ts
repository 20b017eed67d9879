/**
 * Loads the page's scripts after its first paint, so that reading waits for none of them: the module that the element names,
 * and beside it what that imports. A page in a background tab is not painted, and starts at once.
 */
const { run = "", also = "" } = (document.currentScript as HTMLScriptElement).dataset;

function load(): void {
  for (const href of also.split(" "))
    document.head.append(Object.assign(document.createElement("link"), { rel: "modulepreload", href }));
  void import(run);
}

if (document.hidden) load();
else requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(load)));

export {};
