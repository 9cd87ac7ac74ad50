"use strict";
(() => {
  const root = document.documentElement;
  const buttons = [...document.querySelectorAll("button[data-to]")];
  const speak = (lang) => {
    root.dataset.lang = root.lang = lang;
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.to === lang));
    document.title = document.querySelector(`h1 [lang="${lang}"]`).textContent;
  };
  for (const button of buttons)
    button.addEventListener("click", () => {
      speak(button.dataset.to);
      history.replaceState(null, "", `#lang=${button.dataset.to}`);
    });
  document.querySelector(".languages").hidden = false;
  const asked = new URLSearchParams(location.hash.slice(1)).get("lang");
  speak(["vi", "en"].includes(asked) ? asked : root.dataset.lang);
})();
