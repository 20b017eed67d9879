// A bar while something at Raxx is wrong:
// <script src="https://status.raxx.app/embed.js" data-position="top" async></script> ("top" or "bottom")
(() => {
  const COLOURS = { minor: "#b07400", major: "#d45a0b", critical: "#d12c2c", maintenance: "#3a6fb8" };
  const KEY = "raxx-status-seen";
  const script = document.currentScript;
  const edge = script?.dataset.position === "bottom" ? "bottom" : "top";
  let origin, dark, dismissed, bar, text;

  const make = (tag, css, words = "") => {
    const element = document.createElement(tag);
    element.style.cssText = `all:revert;${css}`;
    element.textContent = words;
    return element;
  };

  const hide = () => {
    bar?.remove();
    bar = undefined;
  };

  const dismiss = () => {
    dismissed = text.textContent;
    hide();
    try {
      sessionStorage.setItem(KEY, dismissed);
    } catch {
      // Without storage it holds until the page is left.
    }
  };

  const paint = () => {
    if (!bar) return;
    bar.style.color = dark.matches ? "#eceef1" : "#17191c";
    bar.style.background = dark.matches ? "#16191d" : "#fff";
  };

  const build = (said) => {
    bar = make(
      "div",
      `position:fixed;${edge}:0;left:0;right:0;opacity:0;z-index:2147483647;display:flex;flex-wrap:wrap;gap:4px 16px;align-items:center;justify-content:center;padding:5px;border:3px solid;font:15px/1.4 system-ui,sans-serif`,
    );
    bar.setAttribute("role", "status");
    text = make("span", "font-weight:600", said);
    const link = make("a", "color:inherit", "Status page");
    link.href = origin;
    const close = make("button", "font:inherit;color:inherit;background:none;border:0;padding:2px 10px", "\u00d7");
    close.type = "button";
    close.setAttribute("aria-label", "Dismiss");
    close.onclick = dismiss;
    document.body[edge === "top" ? "prepend" : "append"](bar);
    paint();
    // A live region speaks of what changes once it is there.
    setTimeout(() => {
      bar?.append(text, link, close);
      if (bar) bar.style.opacity = 1;
    });
  };

  const check = async () => {
    const answer = await fetch(`${origin}/api/v2/status.json`, { credentials: "omit" });
    const { page, status } = await answer.json();
    const said = `${page.name}: ${status.description}`;
    const colour = COLOURS[status.indicator];
    if (!colour || said === dismissed) return hide();
    if (!bar) build(said);
    else if (text.textContent !== said) text.textContent = said;
    bar.style.borderColor = colour;
  };

  const start = () => {
    check().catch(hide);
    setInterval(() => document.hidden || check().catch(hide), 120_000);
  };

  try {
    origin = new URL(script?.src || "https://status.raxx.app").origin;
    dark = matchMedia("(prefers-color-scheme: dark)");
    dark.onchange = paint;
    dismissed = sessionStorage.getItem(KEY);
  } catch {
    // Nothing was dismissed.
  }
  if (document.readyState === "complete") start();
  else addEventListener("load", start);
})();
