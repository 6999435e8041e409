"use strict";
(() => {
  // A link to something folded away unfolds it.
  const unfold = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id && document.getElementById(id);
    if (!target) return;
    for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    const hidden = target.closest(".finding[hidden]");
    if (hidden) hidden.hidden = false;
    target.scrollIntoView();
  };
  addEventListener("hashchange", unfold);
  unfold();

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

  // Findings by severity and stage; without this script all are shown.
  for (const filter of document.querySelectorAll(".filter")) {
    const cards = [...filter.nextElementSibling.querySelectorAll(".finding")];
    const fields = [...filter.querySelectorAll("select")];
    const show = () => {
      const wanted = fields.filter((field) => field.value);
      for (const card of cards) card.hidden = wanted.some((field) => card.dataset[field.dataset.by] !== field.value);
      for (const box of wanted.length ? filter.nextElementSibling.querySelectorAll("details") : []) box.open = true;
      const shown = cards.filter((card) => !card.hidden).length;
      filter.querySelector("output").value = `${shown} / ${cards.length}`;
    };
    filter.hidden = false;
    filter.addEventListener("change", show);
    show();
  }

  // The contents tell where the reader is.
  const links = new Map([...document.querySelectorAll(".contents a")].map((link) => [link.hash.slice(1), link]));
  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      for (const link of links.values()) link.removeAttribute("aria-current");
      links.get(entry.target.id).setAttribute("aria-current", "location");
    }
  }, { rootMargin: "-20% 0px -75% 0px" });
  for (const id of links.keys()) watcher.observe(document.getElementById(id));
})();
