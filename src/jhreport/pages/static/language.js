/* Which of the two languages a page shows. The choice is kept for all pages of one place. */
const language = (() => {
  "use strict";

  const root = document.documentElement;
  const key = "jhreport-language";

  function set(chosen) {
    root.dataset.lang = chosen;
    root.lang = chosen === "zh" ? "zh-CN" : "en";
    try {
      localStorage.setItem(key, chosen);
    } catch {
      /* No storage in a sandboxed frame: the choice lasts as long as the page. */
    }
  }

  function first() {
    try {
      const kept = localStorage.getItem(key);
      if (kept === "zh" || kept === "en") return kept;
    } catch {
      /* As above. */
    }
    return navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
  }

  const other = () => (root.dataset.lang === "en" ? "zh" : "en");

  set(first());
  return { set, other };
})();
