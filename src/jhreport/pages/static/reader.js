/* The reader's interaction. The page can be read and printed without it. */
(() => {
  "use strict";

  const root = document.documentElement;
  const find = (selector) => document.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  const form = find(".toolbar");
  const counts = find(".counts");
  const said = find(".said");
  const none = find(".none");
  const modes = find(".modes");
  const tables = { numbers: all(".observations, .exclusions"), themes: all("table.themes") };
  const rows = all("tr[data-at]");
  const observations = rows.filter((row) => row.dataset.status !== "excluded");
  const marks = all("article .n");
  const hits = all("article .t");
  const blocks = all("article > *");
  const selects = all("select", form);
  const rowsOf = new Map(rows.map((row) => [row.dataset.at, []]));
  const words = new Map(rows.map((row) => [row, searched(row)]));
  let theme = "";
  let shown = [];

  for (const row of rows) rowsOf.get(row.dataset.at).push(row);

  /* What a search looks at: the names of a row in both languages, whom it is about, synonyms. */
  function searched(row) {
    const detail = details(row);
    const parts = [...all(".names, .subject", row), ...(detail ? all(".also", detail) : [])];
    return parts.map((part) => part.textContent).join(" ").toLowerCase();
  }

  function details(row) {
    const next = row.nextElementSibling;
    return next?.classList.contains("more") ? next : null;
  }

  const view = () => find("[name=view]:checked").value;

  /* Languages: see language.js */

  function speak(chosen) {
    language.set(chosen);
    update();
  }

  function phrase(element, values = {}) {
    const template = element.dataset[root.dataset.lang];
    return template.replace(/\{(\w+)\}/g, (_, key) => values[key].toLocaleString(root.lang));
  }

  /* Filters */

  function conditions() {
    const wanted = Object.fromEntries(selects.map((select) => [select.name, select.value]));
    const terms = (form.elements.search?.value ?? "").toLowerCase().split(/\s+/).filter(Boolean);
    return { wanted, terms };
  }

  const within = (place, wanted) => !wanted || place === wanted || place.startsWith(`${wanted}.`);

  function meets(row, { wanted, terms }, except = "") {
    for (const [key, value] of Object.entries(wanted)) {
      if (key === except || !value) continue;
      const own = row.dataset[key] ?? "";
      if (key === "chapter" ? !within(own, value) : own !== value) return false;
    }
    return terms.every((term) => words.get(row).includes(term));
  }

  function narrowNumbers() {
    const asked = conditions();
    const narrowed = asked.terms.length > 0 || Object.values(asked.wanted).some(Boolean);
    const left = new Set(rows.filter((row) => meets(row, asked)));
    for (const row of rows) {
      row.hidden = !left.has(row);
      const detail = details(row);
      if (detail) detail.hidden = row.hidden || !row.hasAttribute("aria-current");
    }
    const stating = new Set([...left].map((row) => row.dataset.at));
    for (const mark of marks) {
      const off = narrowed && !stating.has(mark.id);
      mark.classList.toggle("off", off);
      tabbable(mark, !off);
    }
    // A chapter is shown whole; any other condition leaves the paragraphs with a mark.
    const { chapter, ...others } = asked.wanted;
    const picked = asked.terms.length > 0 || Object.values(others).some(Boolean);
    narrowText((block) => within(block.dataset.place, chapter) && (!picked || holds(block, ".n:not(.off)")));
    for (const table of tables.numbers) table.hidden = !all("tr[data-at]", table).some((row) => left.has(row));
    none.hidden = left.size > 0 || rows.length === 0;
    label(asked);
    counts.textContent = rows.length === 0 ? "" : phrase(counts, {
      rows: observations.filter((row) => left.has(row)).length,
      all_rows: observations.length,
      marks: stating.size,
      all_marks: marks.length,
    });
  }

  const holds = (block, selector) => block.querySelector(selector) !== null;

  function tabbable(mark, can) {
    if (mark.tabIndex !== (can ? 0 : -1)) mark.tabIndex = can ? 0 : -1;
  }

  /* Hide the paragraphs that hold nothing, and headings that no paragraph is left of. */
  function narrowText(keeps) {
    let chapter = null;
    let section = null;
    for (const block of blocks) {
      block.hidden = !keeps(block);
      if (block.className === "chapter") [chapter, section] = [block, null];
      if (block.className === "section") section = block;
      if (!block.hidden) for (const heading of [chapter, section]) if (heading) heading.hidden = false;
    }
  }

  /* Say at each choice how many rows it would leave: observations, or excluded numerals. */
  function label(asked) {
    for (const select of selects) {
      const key = select.name;
      const numbers = new Map();
      for (const row of rows) {
        if ((row.dataset.status === "excluded" && key !== "status") || !meets(row, asked, key)) continue;
        const own = row.dataset[key];
        for (const value of new Set([own, own.split(".")[0]])) {
          numbers.set(value, (numbers.get(value) ?? 0) + 1);
        }
      }
      for (const option of select.options) {
        option.textContent = phrase(option) + (option.value ? ` (${numbers.get(option.value) ?? 0})` : "");
      }
      select.classList.toggle("set", select.value !== "");
    }
  }

  /* Themes */

  function narrowThemes() {
    const { wanted } = conditions();
    const inside = new Set(blocks.filter((block) => within(block.dataset.place, wanted.chapter)));
    const found = new Map();
    let shownHits = 0;
    for (const hit of hits) {
      const here = inside.has(hit.closest("article > *"));
      const chosen = here && hit.dataset.theme === theme;
      hit.classList.toggle("chosen", chosen);
      hit.classList.toggle("off", !here || (theme !== "" && !chosen));
      if (!here || "on" in hit.dataset) continue;
      found.set(hit.dataset.theme, (found.get(hit.dataset.theme) ?? 0) + 1);
      if (!theme || chosen) shownHits += 1;
    }
    narrowText((block) => inside.has(block) && (!theme || holds(block, ".t:not(.off)")));
    const letters = [...inside].reduce((sum, block) => sum + block.textContent.replace(/\s/g, "").length, 0);
    for (const row of all("table.themes tbody tr")) {
      const number = found.get(row.dataset.theme) ?? 0;
      row.querySelector(".hits").textContent = number;
      row.querySelector(".density").textContent = (number * 1000 / letters).toFixed(1);
      row.querySelector("button").setAttribute("aria-pressed", row.dataset.theme === theme);
    }
    const [select] = selects;
    for (const option of select.options) option.textContent = phrase(option);
    select.classList.toggle("set", select.value !== "");
    none.hidden = true;
    counts.textContent = tables.themes.length === 0 ? "" : phrase(tables.themes[0], {
      hits: shownHits,
      all_hits: hits.filter((hit) => !("on" in hit.dataset)).length,
      blocks: blocks.filter((block) => block.matches("p") && holds(block, ".t:not(.off)")).length,
    });
  }

  function update() {
    const themes = view() === "themes";
    root.dataset.view = view();
    for (const table of tables.themes) table.hidden = !themes;
    for (const table of tables.numbers) table.hidden = themes;
    if (themes) for (const mark of marks) tabbable(mark, false);
    (themes ? narrowThemes : narrowNumbers)();
  }

  function choose(name) {
    theme = theme === name ? "" : name;
    update();
  }

  /* Selection */

  function release() {
    shown = [];
    for (const element of all("[aria-current]")) {
      element.removeAttribute("aria-current");
      const detail = details(element);
      if (detail) detail.hidden = true;
    }
  }

  /* Bring a mark to the middle of the text, a row with its details to the top of the table,
     unless it is in sight already. */
  function reveal(element) {
    const side = element.closest(".pane").getBoundingClientRect();
    const row = element.closest("tr");
    const top = side.top + (row ? row.closest("table").tHead.offsetHeight : 0);
    const { bottom } = (details(element) ?? element).getBoundingClientRect();
    if (element.getBoundingClientRect().top >= top && bottom <= side.bottom) return;
    element.scrollIntoView({ block: row ? "start" : "center" });
  }

  function select(chosen, mark, focus = null) {
    if ([mark, ...chosen].some((element) => element.hidden || element.classList.contains("off")
      || element.closest("[hidden]"))) clear();
    release();
    for (const row of chosen) {
      row.setAttribute("aria-current", "true");
      const detail = details(row);
      if (detail) detail.hidden = false;
    }
    mark.setAttribute("aria-current", "true");
    shown = [mark, chosen[0]];
    shown.forEach(reveal);
    focus?.focus({ preventScroll: true });
    said.textContent = phrase(said) + chosen.map((row) => row.innerText.replace(/\s+/g, " ").trim()).join("; ");
  }

  function selectMark(mark, focus = true) {
    const chosen = rowsOf.get(mark.id) ?? [];
    if (chosen.length === 0) return;
    select(chosen, mark, focus ? chosen[0].querySelector("th a") : null);
    keep(chosen[0].id);
  }

  function selectRow(row, focus = true) {
    const mark = document.getElementById(row.dataset.at);
    select([row], mark, focus ? mark : null);
    keep(row.id);
  }

  /* Find what holds a place of the text that is no mark itself: a word or a term. */
  function holder(id) {
    const offset = Number(/^at-(\d+)$/.exec(id)?.[1] ?? NaN);
    const around = (start, element) => start <= offset && offset < Number(element.dataset.end);
    return marks.find((mark) => around(Number(mark.id.slice(3)), mark))
      ?? blocks.find((block) => around(Number(block.dataset.start), block));
  }

  function selectBlock(block) {
    if (block.hidden) clear();
    release();
    block.setAttribute("aria-current", "location");
    shown = [block];
    reveal(block);
    said.textContent = phrase(said) + block.textContent;
  }

  /* Keep the address in step, where the page has one of its own. */
  function keep(id) {
    if (location.protocol !== "about:") history.replaceState(null, "", `#${id}`);
  }

  function clear() {
    form.reset();
    find("[name=view][value=numbers]").checked = true;
    update();
  }

  function follow() {
    const id = location.hash.slice(1);
    const target = document.getElementById(id) ?? holder(id);
    if (!target) return;
    if (blocks.includes(target)) selectBlock(target);
    else if (target.matches("tr[data-at]")) selectRow(target, false);
    else if (target.matches("article .n")) selectMark(target, false);
    else if (target.matches("table.themes tr")) {
      find("[name=view][value=themes]").checked = true;
      theme = target.dataset.theme;
      update();
      reveal(target);
    }
  }

  /* What people do */

  document.addEventListener("click", (event) => {
    const mark = event.target.closest("article .n");
    const hit = event.target.closest("article .t");
    const row = event.target.closest("tr[data-at]");
    if (view() === "themes") {
      if (mark) event.preventDefault();
      if (!hit) return;
      choose(hit.dataset.theme);
      reveal(hit);
      reveal(document.getElementById(`theme-${hit.dataset.theme}`));
    } else if (mark) {
      event.preventDefault();
      selectMark(mark);
    } else if (row) {
      event.preventDefault();
      selectRow(row);
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.target.matches("input, select")) {
      release();
      return;
    }
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
    const links = event.target.matches("article .n")
      ? marks.filter((mark) => mark.tabIndex === 0)
      : event.target.matches("tr[data-at] th a") ? rows.filter((row) => !row.hidden).map((row) => row.querySelector("th a")) : [];
    const next = links[links.indexOf(event.target) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });

  form.addEventListener("input", update);
  form.addEventListener("reset", () => {
    theme = "";
    setTimeout(update);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  modes.addEventListener("change", update);
  find(".language").addEventListener("click", () => speak(language.other()));
  for (const button of all("table.themes button")) {
    button.addEventListener("click", () => choose(button.closest("tr").dataset.theme));
  }
  addEventListener("hashchange", follow);

  for (const element of all(".script:not(table)")) element.hidden = false;
  if (matchMedia("(max-width: 48rem)").matches) form.querySelector("details").open = false;
  update();
  follow();
  // Lines break anew once the fonts are there, and the browser follows the address by itself.
  document.fonts.ready.then(() => requestAnimationFrame(() => shown.forEach(reveal)));
})();
