"use strict";
// Light or dark: what the computer asks, until somebody chooses. In the head, so that nothing flashes.
(() => {
  const KEY = "drievragen-scherm";
  const root = document.documentElement;
  const asked = window.matchMedia("(prefers-color-scheme: dark)");
  const chosen = () => {
    try { return localStorage.getItem(KEY); } catch { return null; }
  };
  const dark = () => (root.dataset.theme ? root.dataset.theme === "dark" : asked.matches);
  const theme = chosen();
  if (theme === "dark" || theme === "light") root.dataset.theme = theme;

  document.addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector("button.theme");
    if (!button) return;
    const show = () => button.setAttribute("aria-pressed", String(dark()));
    button.hidden = false;
    button.addEventListener("click", () => {
      root.dataset.theme = dark() ? "light" : "dark";
      try { localStorage.setItem(KEY, root.dataset.theme); } catch { /* private window: until it closes */ }
      show();
    });
    asked.addEventListener("change", show);
    show();
  });
})();
