"use strict";
(() => {
  const root = document.documentElement;
  const form = document.querySelector("form.controls");
  const clauses = [...document.querySelectorAll("details.clause")];
  const sections = [...document.querySelectorAll("main > section")];
  const count = document.getElementById("count");
  const none = document.querySelector("p.none");

  // What is typed without marks finds words with marks: “khoan 2 dieu 5”; with marks, only those.
  const folded = (text) => text.normalize("NFC").toLowerCase().replace(/\s+/g, " ").trim();
  const plain = (text) =>
    folded(text).normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");
  const texts = new Map();
  const finds = (clause, asked) => {
    if (!asked) return true;
    if (!texts.has(clause)) {
      const text = folded(clause.textContent);
      texts.set(clause, [text, plain(text)]);
    }
    const [marked, bare] = texts.get(clause);
    return asked === plain(asked) ? bare.includes(asked) : marked.includes(asked);
  };

  const speak = (lang) => {
    root.dataset.lang = root.lang = lang;
    for (const part of document.querySelectorAll("option[data-vi]")) part.textContent = part.dataset[lang];
    for (const part of document.querySelectorAll("optgroup[data-vi]")) part.label = part.dataset[lang];
    for (const button of document.querySelectorAll("button[data-to]"))
      button.setAttribute("aria-pressed", String(button.dataset.to === lang));
    document.title = document.querySelector(`h1 [lang="${lang}"]`).textContent;
  };

  const states = () => [...form.elements.state].filter((box) => box.checked).map((box) => box.value);

  const filter = () => {
    const wanted = new Set(states());
    const kind = form.elements.kind.value;
    const asked = folded(form.elements.q.value);
    const place = form.elements.instrument.value;
    let shown = 0;
    for (const section of sections) {
      const here = section.dataset.instrument.startsWith(place);
      let some = false;
      for (const clause of section.querySelectorAll(":scope > details.clause")) {
        const fits = here && wanted.has(clause.dataset.state) && (!kind || clause.dataset.kind === kind)
          && finds(clause, asked);
        clause.hidden = !fits;
        some = some || fits;
        shown += fits ? 1 : 0;
      }
      section.hidden = !some;
    }
    count.textContent = String(shown);
    none.hidden = shown > 0;
  };

  // The address keeps what is chosen: #lang=en&instrument=...&kind=...&state=partly,not-covered&q=...
  const remember = () => {
    const said = new URLSearchParams();
    const boxes = form.elements.state.length;
    if (root.dataset.lang !== "vi") said.set("lang", root.dataset.lang);
    for (const name of ["instrument", "kind", "q"])
      if (form.elements[name].value) said.set(name, form.elements[name].value);
    if (states().length < boxes) said.set("state", states().join(","));
    history.replaceState(null, "", said.size ? `#${said}` : location.pathname + location.search);
  };

  // An option, or the first that begins so; what is not there chooses everything.
  const choose = (list, value) => {
    const options = [...list.options].map((option) => option.value);
    list.value = options.includes(value) ? value : options.find((each) => each.startsWith(value)) ?? "";
  };

  const recall = () => {
    const text = decodeURIComponent(location.hash.slice(1));
    const target = text.includes("#") && !text.includes("=") ? document.getElementById(text) : null;
    const said = new URLSearchParams(target ? "" : location.hash.slice(1));
    for (const name of ["instrument", "kind"]) choose(form.elements[name], said.get(name) ?? "");
    form.elements.q.value = said.get("q") ?? "";
    const chosen = said.has("state") ? said.get("state").split(",") : null;
    for (const box of form.elements.state) box.checked = !chosen || chosen.includes(box.value);
    if (["vi", "en"].includes(said.get("lang"))) speak(said.get("lang"));
    filter();
    if (said.get("open") === "all") openAll(true);
    if (target) {
      target.open = true;
      target.scrollIntoView();
    }
  };

  const openAll = (open) => {
    for (const clause of clauses) if (!clause.hidden) clause.open = open;
  };

  form.addEventListener("input", () => { filter(); remember(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { filter(); remember(); }));
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.to) { speak(button.dataset.to); remember(); }
    if (button?.dataset.do) openAll(button.dataset.do === "open");
  });
  addEventListener("hashchange", recall);

  // On paper everything is open; afterwards what was shut is shut again.
  let shut = [];
  addEventListener("beforeprint", () => {
    shut = [...document.querySelectorAll("details:not([open])")];
    for (const part of shut) part.open = true;
  });
  addEventListener("afterprint", () => { for (const part of shut) part.open = false; });

  form.hidden = false;
  speak(root.dataset.lang);
  recall();
})();
