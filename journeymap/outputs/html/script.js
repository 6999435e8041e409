"use strict";
(() => {
const all = (what, within = document) => [...within.querySelectorAll(what)];
const on = (what, event, act, how) => what.addEventListener(event, act, how);

// A link to something folded away unfolds it; a filter or a row of drawings that hides it hears of it.
const unfold = () => {
  const id = location.hash.slice(1);
  const target = id && document.getElementById(id);
  if (!target) return;
  for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  target.dispatchEvent(new Event("reveal", { bubbles: true }));
  target.scrollIntoView();
};
on(window, "hashchange", unfold);
on(document, "click", (event) => {
  if (location.hash && event.target.closest("a")?.getAttribute("href") === location.hash) unfold();
});

// Paper has no folds; the twins of drawings are printed if the reader has unfolded them.
let folded = [];
on(window, "beforeprint", () => {
  folded = all("details:not([open], .twin)");
  for (const box of folded) box.open = true;
});
on(window, "afterprint", () => {
  for (const box of folded) box.open = false;
});

// On a phone a row of many columns is a card, with the name of the column above each figure.
for (const table of all(".scroll > table:not(.practices, .moves, .sums, .grid)")) {
  const names = [...table.tHead.rows[0].cells].map((cell) => cell.textContent);
  if (names.length < 5 || table.closest(".quarters")) continue;
  table.classList.add("cards");
  for (const row of table.tBodies[0].rows) [...row.cells].forEach((cell, place) => { cell.dataset.k = names[place]; });
}

// What is wider than its region says so, and fades at the edge as long as there is more to see.
const fade = (box) => {
  const wider = box.scrollWidth - box.clientWidth;
  box.classList.toggle("more", wider > 4);
  box.classList.toggle("over", wider - box.scrollLeft > 4);
};
const seen = new ResizeObserver((entries) => { for (const entry of entries) fade(entry.target); });
for (const box of all(".scroll, .sheet, .contents ol")) {
  fade(box);
  on(box, "scroll", () => fade(box), { passive: true });
  seen.observe(box);
}

// .radar, .gantt, .matrix, .dot-plot: A drawing twice as wide as the screen begins in its middle, where its marks are.
for (const box of all(":is(.radar, .gantt, .matrix, .dot-plot) > .sheet")) {
  on(box, "scroll", () => box.classList.toggle("past", box.scrollLeft > 4), { passive: true });
  if (box.scrollWidth > 2 * box.clientWidth) box.scrollLeft = (box.scrollWidth - box.clientWidth) / 2;
}

// .filter: Findings by severity, stage, group and department; without this script all are shown.
for (const filter of all(".filter")) {
  const list = filter.nextElementSibling;
  const cards = all(".finding", list);
  const fields = all("select", filter);
  const button = filter.querySelector("button");
  const held = (card) => [card.querySelector("b").className, ...(card.dataset.of ?? "").split(",")];
  for (const field of fields) field.parentElement.hidden = field.options.length < 3;
  const show = () => {
    const wanted = fields.filter((field) => field.value);
    for (const card of cards) card.hidden = wanted.some((field) => !held(card).includes(field.value));
    for (const box of all("details", list)) {
      if (wanted.length) box.open = true;
      box.hidden = !box.querySelector(".finding:not([hidden])");
    }
    const shown = cards.filter((card) => !card.hidden).length;
    filter.querySelector("output").value = `${shown} / ${cards.length}`;
    button.hidden = !wanted.length;
    filter.querySelector(".none").hidden = shown > 0;
  };
  const clear = () => {
    for (const field of fields) field.value = "";
    show();
  };
  on(button, "click", () => {
    clear();
    fields[0].focus();
  });
  on(list, "reveal", (event) => { if (event.target.closest(".finding[hidden]")) clear(); });
  filter.hidden = false;
  on(filter, "change", show);
  show();
}

// .flip: One drawing at a time, in the same places, moved through by keys or pointer; without this script they are a list.
for (const flip of all(".flip")) {
  const slider = flip.querySelector("input");
  const items = all("li", flip);
  const turn = () => {
    items.forEach((item, place) => { item.hidden = place !== slider.valueAsNumber; });
    const name = items[slider.valueAsNumber].querySelector("strong").textContent;
    slider.setAttribute("aria-valuetext", name);
    flip.querySelector("output").value = name;
  };
  slider.parentElement.hidden = false;
  on(slider, "input", turn);
  on(flip, "reveal", (event) => {
    const place = items.indexOf(event.target.closest(".flip li"));
    if (place < 0) return;
    slider.value = place;
    turn();
  });
  turn();
  on(window, "beforeprint", () => { for (const item of items) item.hidden = false; });
  on(window, "afterprint", turn);
}

// .finding: A touchpoint is marked wherever it is named: on the map, in the findings, in tables and with the work that changes it.
const known = JSON.parse(document.getElementById("analysis").textContent);
const spots = all("[data-at]");
const at = (spot) => {
  const journey = spot.closest(".journey")?.id.slice("journey-".length);
  return journey ? `${journey}/${spot.dataset.at}` : spot.dataset.at;
};
const named = all("tbody th");
let kept = "";
const part = (head) => {
  const [, kind, name] = head.closest(".journey, section[id^=target-], [id^=sheet-]")?.id.match(/^(\w+?)-(.+)/) ?? [];
  return kind === "target" ? known.targets[name] : name;
};
const light = (place) => {
  for (const item of all(".lit")) item.classList.remove("lit");
  if (!place) return;
  const [journey, name] = place.split("/");
  const same = spots.filter((item) => at(item) === place);
  const work = known.initiatives.filter((item) => (item.journey ?? journey) === journey && item.touchpoints.includes(name))
    .map((item) => item.title);
  for (const spot of same) {
    const card = spot.closest(".finding");
    for (const mark of [card, ...all(`svg a[href="#${CSS.escape(card.id)}"]`)]) mark.classList.add("lit");
  }
  for (const head of named) {
    const [text, where] = [head.textContent.replace("● ", ""), part(head)];
    if (where ? where === journey && text === same[0].textContent : work.includes(text)) head.parentElement.classList.add("lit");
  }
};
const keep = (place) => {
  kept = kept === place ? "" : place;
  for (const item of spots) item.setAttribute("aria-pressed", String(at(item) === kept));
  light(kept);
};
for (const spot of spots) {
  const name = at(spot);
  spot.tabIndex = 0;
  spot.setAttribute("role", "button");
  spot.setAttribute("aria-pressed", "false");
  for (const event of ["pointerenter", "focus"]) on(spot, event, () => light(name));
  for (const event of ["pointerleave", "blur"]) on(spot, event, () => light(kept));
  on(spot, "click", () => keep(name));
  on(spot, "keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    keep(name);
  });
}
on(window, "keydown", (event) => { if (event.key === "Escape") keep(kept); });

// .finding: A pin on the map is named by its finding, and tells it when it is pointed at.
for (const pin of all("svg a")) {
  const claim = document.querySelector(`${pin.getAttribute("href")} h4`)?.textContent;
  if (!claim) continue;
  pin.setAttribute("aria-label", `${pin.textContent}: ${claim}`);
  on(pin, "pointerenter", () => {
    const tip = document.createElementNS("http://www.w3.org/2000/svg", "title");
    tip.textContent = claim;
    pin.append(tip);
  }, { once: true });
}

// .finding: The number of a finding leads to it, so that its address can be copied; a click does so where the browser lets it.
for (const card of all(".finding")) {
  const link = document.createElement("a");
  link.className = "number";
  link.href = `#${card.id}`;
  link.textContent = card.value;
  card.firstElementChild.prepend(link, " ");
  card.removeAttribute("value");
  on(link, "click", () => navigator.clipboard?.writeText(link.href).then(() => link.classList.add("copied"), () => {}));
}

// The contents tell where the reader is.
const links = new Map(all('.contents a[href^="#"]').map((link) => [link.hash.slice(1), link]));
const watcher = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (!entry.isIntersecting) continue;
    for (const link of links.values()) link.removeAttribute("aria-current");
    const link = links.get(entry.target.id);
    link.setAttribute("aria-current", "location");
    link.closest("ol").scrollLeft = link.offsetLeft - 20;
  }
}, { rootMargin: "-20% 0px -75% 0px" });
for (const id of links.keys()) watcher.observe(document.getElementById(id));
unfold();
})();
