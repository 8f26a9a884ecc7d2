/* The pages of the site: languages, and all code at once. They can be read without it. */
(() => {
  "use strict";

  const all = (selector) => [...document.querySelectorAll(selector)];

  for (const element of all(".script")) element.hidden = false;
  for (const button of all(".language")) {
    button.addEventListener("click", () => language.set(language.other()));
  }
  for (const button of all(".all-code")) {
    button.addEventListener("click", () => {
      const open = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", open);
      for (const code of all("details.code")) code.open = open;
    });
  }
  if (matchMedia("(max-width: 60rem)").matches) {
    for (const contents of all(".contents details")) contents.open = false;
  }
})();
