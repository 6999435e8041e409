"use strict";
(() => {
  // A link to something folded away unfolds it.
  const unfold = () => {
    const id = location.hash.slice(1);
    const target = id && document.getElementById(id);
    if (!target) return;
    for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    const hidden = target.closest(".finding[hidden]");
    if (hidden) {
      const filter = hidden.closest(".findings").previousElementSibling;
      for (const field of filter.querySelectorAll("select")) field.value = "";
      filter.dispatchEvent(new Event("change"));
    }
    const state = target.closest(".flip li");
    if (state) {
      const slider = state.closest(".flip").querySelector("input");
      slider.value = [...state.parentElement.children].indexOf(state);
      slider.dispatchEvent(new Event("input"));
    }
    target.scrollIntoView();
  };
  addEventListener("hashchange", unfold);

  // Paper has no folds; the twins of drawings are printed if the reader has unfolded them.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open], .twin)")];
    for (const box of folded) box.open = true;
  });
  addEventListener("afterprint", () => {
    for (const box of folded) box.open = false;
  });

  // What is wider than its region fades at the edge as long as there is more to see.
  const fade = (box) => box.classList.toggle("over", box.scrollWidth - box.clientWidth - box.scrollLeft > 4);
  const seen = new ResizeObserver((entries) => { for (const entry of entries) fade(entry.target); });
  for (const box of document.querySelectorAll(".scroll, .sheet, .contents ol")) {
    box.addEventListener("scroll", () => fade(box), { passive: true });
    seen.observe(box);
  }

  // On a phone a row of many columns is a card, with the name of the column above each figure.
  for (const table of document.querySelectorAll(".scroll > table:not([class]), .scroll > .numbered")) {
    const names = [...table.tHead.rows[0].cells].map((cell) => cell.textContent);
    if (names.length < 5 || table.closest(".quarters")) continue;
    table.classList.add("cards");
    for (const row of table.tBodies[0].rows) [...row.cells].forEach((cell, place) => { cell.dataset.k = names[place]; });
  }

  // Findings by severity, stage, group and department; without this script all are shown.
  for (const filter of document.querySelectorAll(".filter")) {
    const cards = [...filter.nextElementSibling.querySelectorAll(".finding")];
    const fields = [...filter.querySelectorAll("select")];
    const held = (card) => card.dataset.of.split(" ");
    for (const field of fields) field.parentElement.hidden = field.options.length < 3;
    const show = () => {
      const wanted = fields.filter((field) => field.value);
      for (const card of cards) card.hidden = wanted.some((field) => !held(card).includes(field.value));
      for (const box of wanted.length ? filter.nextElementSibling.querySelectorAll("details") : []) box.open = true;
      const shown = cards.filter((card) => !card.hidden).length;
      filter.querySelector("output").value = `${shown} / ${cards.length}`;
      filter.querySelector("button").hidden = !wanted.length;
      filter.querySelector(".none").hidden = shown > 0;
    };
    filter.querySelector("button").addEventListener("click", () => {
      for (const field of fields) field.value = "";
      show();
      fields[0].focus();
    });
    filter.hidden = false;
    filter.addEventListener("change", show);
    show();
  }

  // One drawing at a time, in the same places, moved through by keys or pointer; without this script they are a list.
  for (const flip of document.querySelectorAll(".flip")) {
    const slider = flip.querySelector("input");
    const items = [...flip.querySelectorAll("li")];
    const turn = () => {
      items.forEach((item, place) => { item.hidden = place !== slider.valueAsNumber; });
      const name = items[slider.valueAsNumber].querySelector("strong").textContent;
      slider.setAttribute("aria-valuetext", name);
      flip.querySelector("output").value = name;
    };
    slider.parentElement.hidden = false;
    slider.addEventListener("input", turn);
    turn();
    addEventListener("beforeprint", () => { for (const item of items) item.hidden = false; });
    addEventListener("afterprint", turn);
  }

  // A touchpoint is marked wherever it is named: on the map, in the findings, in tables and with the work that changes it.
  const known = JSON.parse(document.getElementById("analysis")?.textContent ?? '{"initiatives": []}');
  const spots = [...document.querySelectorAll(".spot")];
  const named = [...document.querySelectorAll("tbody th")];
  let kept = "";
  const part = (head) => {
    const [, kind, name] = head.closest(".journey, section[id^=target-], [id^=sheet-]")?.id.match(/^(\w+?)-(.+)/) ?? [];
    return kind === "target" ? known.targets[name] : name;
  };
  const light = (place) => {
    for (const item of document.querySelectorAll(".lit")) item.classList.remove("lit");
    if (!place) return;
    const [journey, name] = place.split("/");
    const same = spots.filter((item) => item.dataset.at === place);
    const work = known.initiatives.filter((item) => (item.journey ?? journey) === journey && item.touchpoints.includes(name))
      .map((item) => item.title);
    for (const spot of same) {
      const card = spot.closest(".finding");
      card.classList.add("lit");
      for (const mark of document.querySelectorAll(`svg a[href="#${CSS.escape(card.id)}"]`)) mark.classList.add("lit");
    }
    for (const head of named) {
      const [text, where] = [head.textContent.replace("● ", ""), part(head)];
      if (where ? where === journey && text === same[0].textContent : work.includes(text)) head.parentElement.classList.add("lit");
    }
  };
  for (const spot of spots) {
    const name = spot.dataset.at;
    spot.tabIndex = 0;
    spot.setAttribute("role", "button");
    spot.setAttribute("aria-pressed", "false");
    const keep = () => {
      kept = kept === name ? "" : name;
      for (const item of spots) item.setAttribute("aria-pressed", String(item.dataset.at === kept));
      light(kept);
    };
    for (const event of ["pointerenter", "focus"]) spot.addEventListener(event, () => light(name));
    for (const event of ["pointerleave", "blur"]) spot.addEventListener(event, () => light(kept));
    spot.addEventListener("click", keep);
    spot.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      keep();
    });
  }
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    kept = "";
    for (const item of spots) item.setAttribute("aria-pressed", "false");
    light("");
  });

  // A pin on the map tells its finding when it is pointed at.
  for (const pin of document.querySelectorAll("svg a[aria-label]")) {
    pin.addEventListener("pointerenter", () => {
      const tip = document.createElementNS("http://www.w3.org/2000/svg", "title");
      tip.textContent = document.querySelector(`${pin.getAttribute("href")} h4`)?.textContent;
      pin.append(tip);
    }, { once: true });
  }

  // The address of a finding is copied where the browser lets it.
  for (const link of document.querySelectorAll("a.self")) {
    link.addEventListener("click", () => navigator.clipboard?.writeText(link.href).then(() => link.classList.add("copied"), () => {}));
  }

  // The contents tell where the reader is.
  const links = new Map([...document.querySelectorAll('.contents a[href^="#"]')].map((link) => [link.hash.slice(1), link]));
  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      for (const link of links.values()) link.removeAttribute("aria-current");
      links.get(entry.target.id).setAttribute("aria-current", "location");
    }
  }, { rootMargin: "-20% 0px -75% 0px" });
  for (const id of links.keys()) watcher.observe(document.getElementById(id));
  unfold();
})();
