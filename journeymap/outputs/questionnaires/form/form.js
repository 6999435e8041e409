"use strict";
(() => {
  const form = document.getElementById("form");
  const find = (id) => document.getElementById(id);
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const pages = [...document.querySelectorAll(".page")];
  const criteria = new Map([...form.querySelectorAll("[data-criterion]")].map((box) => [box.dataset.criterion, box]));
  const KNOWN = new Set(form.dataset.codes.split(" "));
  const HEAD = ["respondent", "role", "side", "date"];
  const PIECE = ["criteria", "kind", "ref", "strength", "recorded", "valid_until", "note"];
  // Answers to statements that are not asked here: loaded from a file, handed in again.
  let extra = {};

  // What a file of answers cannot hold: characters nobody sees, and halves of pairs.
  const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff]|\p{Surrogate}/gu;
  const clean = (text) => text.replace(/\r\n?/g, "\n").replace(UNSEEN, "").trim();
  const codes = (text) => clean(text).split(/[\s,;]+/).filter(Boolean);

  // From the page to a reply, and back

  const pieceOf = (box) => {
    const found = {};
    for (const key of PIECE) {
      const text = clean(box.querySelector(`[data-piece="${key}"]`).value);
      if (text) found[key] = key === "criteria" ? codes(text) : text;
    }
    return found;
  };
  const filled = (piece) => PIECE.some((key) => key !== "criteria" && piece[key]);

  const placed = (box) => ({ at: box.closest("[data-criterion]").id, ...pieceOf(box) });

  const gather = (piece = pieceOf) => {
    const reply = { model: form.dataset.model, model_version: form.dataset.version };
    if (form.dataset.scope) reply.scope = form.dataset.scope;
    for (const key of HEAD) if (clean(find(key).value)) reply[key] = clean(find(key).value);
    reply.answers = {};
    for (const [code, box] of criteria) {
      const chosen = box.querySelector("input:checked");
      const note = clean(box.querySelector("[data-note]").value);
      const answer = { ...(chosen && { value: chosen.value }), ...(note && { note }) };
      if (chosen || note) reply.answers[code] = answer;
    }
    Object.assign(reply.answers, extra);
    reply.evidence = [...form.querySelectorAll(".piece")].map(piece).filter(filled);
    return reply;
  };

  const addPiece = (box, piece) => {
    const made = find("piece").content.firstElementChild.cloneNode(true);
    for (const key of PIECE) {
      const value = piece[key] ?? "";
      made.querySelector(`[data-piece="${key}"]`).value = Array.isArray(value) ? value.join(", ") : value;
    }
    box.querySelector(".pieces").append(made);
    box.querySelector("details").open = true;
    return made;
  };

  // The statement whose id begins most like this one: the same practice, or at least the same phase.
  const alike = (one, other) => [...one].findIndex((letter, index) => letter !== other[index]);
  const nearest = (code) => [...criteria.keys()].reduce((best, other) => alike(`${code}\0`, other) > alike(`${code}\0`, best) ? other : best);

  const show = (reply) => {
    for (const key of HEAD) find(key).value = reply[key] ?? "";
    for (const box of form.querySelectorAll(".piece")) box.remove();
    for (const [code, box] of criteria) {
      const answer = reply.answers[code] ?? {};
      for (const input of box.querySelectorAll("input[type=radio]")) input.checked = input.value === answer.value;
      box.querySelector("[data-note]").value = answer.note ?? "";
    }
    extra = Object.fromEntries(Object.entries(reply.answers).filter(([code]) => !criteria.has(code)));
    for (const piece of reply.evidence) {
      const at = [piece.at, ...piece.criteria ?? []].find((code) => criteria.has(code));
      addPiece(criteria.get(at ?? nearest(piece.criteria?.[0] ?? "")), piece);
    }
    for (const box of criteria.values()) box.querySelector("details").open = false;
  };

  // A reply as YAML, line by line; texts are written as JSON, which YAML reads too

  const flow = (value) => Array.isArray(value) ? `[${value.map(flow).join(", ")}]`
    : value !== null && typeof value === "object"
      ? `{${Object.entries(value).map(([key, inner]) => `${flow(key)}: ${flow(inner)}`).join(", ")}}`
      : JSON.stringify(value);

  const write = (reply) => {
    const lines = ["model", "model_version", "scope", ...HEAD].filter((key) => key in reply).map((key) => `${key}: ${flow(reply[key])}`);
    const answers = Object.entries(reply.answers).map(([code, answer]) => `  ${flow(code)}: ${flow(answer)}`);
    lines.push(answers.length ? "answers:" : "answers: {}", ...answers);
    if (reply.evidence.length) lines.push("evidence:", ...reply.evidence.map((piece) => `  - ${flow(piece)}`));
    return `${lines.join("\n")}\n`;
  };

  const read = (text) => {
    const reply = { answers: {}, evidence: [] };
    let part = "";
    text.replace(/^\ufeff/, "").split(/\r?\n/).forEach((line, index) => {
      if (/^\s*(#|$)/.test(line)) return;
      try {
        const section = /^(answers|evidence):\s*(\{\}|\[\])?\s*$/.exec(line);
        const pair = /^( *)("(?:[^"\\]|\\.)*"|[\w.-]+): +(.*)$/.exec(line);
        if (section) part = section[1];
        else if (part === "evidence" && line.startsWith("  - ")) reply.evidence.push(JSON.parse(line.slice(4)));
        else if (pair && (pair[1] === "  " && part === "answers")) reply.answers[word(pair[2])] = answerOf(word(pair[3]));
        else if (pair && pair[1] === "") reply[word(pair[2])] = word(pair[3]);
        else throw new SyntaxError(line);
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
        throw new RangeError(String(index + 1));
      }
    });
    return reply;
  };
  const word = (text) => /^[\w.-]+$/.test(text) ? text : JSON.parse(text);
  const answerOf = (value) => typeof value === "string" ? { value } : value;

  // What the page tells: progress, what is kept, what is missing

  const say = (key, values = {}) => { find("status").textContent = fill(find("status").dataset[key] ?? key, values); };

  const count = () => {
    let total = 0;
    const links = [...document.querySelectorAll(".steps .tally")];
    const rows = [...document.querySelectorAll(".overview tbody tr")];
    document.querySelectorAll(".phase").forEach((page, index) => {
      const asked = page.querySelectorAll("[data-criterion]").length;
      const chosen = [...page.querySelectorAll("input[type=radio]:checked")];
      total += chosen.length;
      links[index].textContent = `${chosen.length}/${asked}`;
      rows[index].querySelector("[data-answered]").textContent = chosen.length;
      rows[index].querySelector("[data-unknown]").textContent = chosen.filter((input) => input.value === "unknown").length;
      rows[index].querySelector("[data-asked]").textContent = asked;
    });
    find("progress").value = total;
    find("count").textContent = fill(find("count").dataset.text, { n: total, total: criteria.size });
    for (const box of criteria.values()) {
      box.querySelector("[data-undo]").disabled = !box.querySelector("input:checked");
      const held = (box.querySelector("[data-note]").value.trim() ? 1 : 0) + box.querySelectorAll(".piece").length;
      box.querySelector(".held").textContent = held ? `(${held})` : "";
    }
  };

  const complaints = (reply) => {
    const said = find("missing").dataset;
    const found = [];
    if (!reply.role) found.push([said.role, "role"]);
    if (!/^[a-z0-9][a-z0-9_-]{0,39}$/.test(reply.respondent ?? "")) found.push([said.mark, "respondent"]);
    if (find("date").validity.badInput) found.push([said.date, "date"]);
    for (const box of form.querySelectorAll(".piece")) {
      const piece = pieceOf(box);
      const at = box.closest("[data-criterion]").id;
      const name = piece.kind ?? piece.ref ?? at;
      if (filled(piece) && !piece.strength) found.push([fill(said.strength, { name }), at]);
      const strange = (piece.criteria ?? []).filter((code) => !KNOWN.has(code));
      if (filled(piece) && (strange.length || !piece.criteria)) found.push([fill(said.criteria, { name: strange.join(", ") || name }), at]);
    }
    return found;
  };

  const tell = (reply) => {
    find("export").value = write(reply);
    const found = complaints(reply);
    find("missing").hidden = !found.length;
    find("open").replaceChildren(...[...criteria].filter(([code]) => !reply.answers[code]?.value).map(([code]) => {
      const [item, link] = [document.createElement("li"), document.createElement("a")];
      link.href = `#${code}`;
      link.textContent = code;
      item.append(link);
      return item;
    }));
    const open = find("open").childElementCount;
    find("left").hidden = !open;
    find("left").querySelector("summary").textContent = fill(find("left").dataset.text, { n: open });
    find("missing").querySelector("ul").replaceChildren(...found.map(([text, id]) => {
      const [item, link] = [document.createElement("li"), document.createElement("a")];
      link.href = `#${id}`;
      link.textContent = text;
      item.append(link);
      return item;
    }));
  };

  // Keeping what is entered

  const keep = (() => {
    try {
      localStorage.setItem(`${form.dataset.key}.try`, "1");
      localStorage.removeItem(`${form.dataset.key}.try`);
      return localStorage;
    } catch {
      return null;
    }
  })();
  let touched = false;
  let waiting = 0;
  const save = () => {
    clearTimeout(waiting);
    if (!touched || !keep) return;
    try {
      keep.setItem(form.dataset.key, write(gather(placed)));
      say("saved");
    } catch {
      say(find("keeping").dataset.lost);
    }
  };
  const changed = () => {
    touched = true;
    count();
    tell(gather());
    clearTimeout(waiting);
    waiting = setTimeout(save, 250);
  };
  addEventListener("pagehide", save);
  addEventListener("beforeunload", (event) => { if (touched && !keep) event.preventDefault(); });

  // One page at a time; a link to anything opens the page it is on

  const turn = (move) => {
    const target = find(decodeURIComponent(location.hash.slice(1))) ?? pages[0];
    const page = target.closest(".page") ?? pages[0];
    for (const other of pages) other.hidden = other !== page;
    for (const link of document.querySelectorAll(".steps a")) {
      if (link.hash === `#${page.id}`) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
    }
    document.querySelector(".steps [aria-current]").scrollIntoView({ block: "nearest", inline: "center" });
    if (!move) return;
    const field = target === page ? page.querySelector("h1, h2") : target.matches("input") ? target : target.querySelector("input");
    (field ?? page).focus({ preventScroll: true });
    (target === page ? document.body : target).scrollIntoView();
  };
  addEventListener("hashchange", () => turn(true));

  // What is pressed

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => { if (!event.target.matches("#load, #export")) changed(); });
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    const box = event.target.closest("[data-criterion]");
    if (!button || !box) return;
    if (button.matches("[data-add]")) {
      addPiece(box, { criteria: [box.dataset.criterion] }).querySelector("input").focus();
    } else if (button.matches("[data-remove]")) {
      button.closest(".piece").remove();
      box.querySelector("[data-add]").focus();
    } else {
      const chosen = box.querySelector("input:checked");
      chosen.checked = false;
      chosen.focus();
    }
    changed();
  });
  // What the reader of the file would refuse is put right first.
  const refused = () => {
    const first = find("missing").querySelector("a");
    if (first) {
      say("refused");
      first.focus();
    }
    return first !== null;
  };
  find("download").addEventListener("click", () => {
    if (refused()) return;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([write(gather())], { type: "text/yaml" }));
    link.download = `${/^[a-z0-9][a-z0-9_-]*$/.exec(clean(find("respondent").value))?.[0] ?? "answers"}.yaml`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  });
  find("copy").addEventListener("click", async () => {
    if (refused()) return;
    find("export").select();
    try {
      await navigator.clipboard.writeText(find("export").value);
      say("copied");
    } catch {
      say("selected");
    }
  });
  find("print").addEventListener("click", () => print());
  find("load").addEventListener("change", async () => {
    const file = find("load").files[0];
    if (!file) return;
    try {
      const reply = read(await file.text());
      if (reply.model !== form.dataset.model || reply.model_version !== form.dataset.version) {
        say("other");
      } else if ((reply.scope ?? "") !== form.dataset.scope) {
        say("scope");
      } else {
        show(reply);
        changed();
        const values = { n: Object.keys(reply.answers).length };
        const more = Object.keys(extra).length;
        say([fill(find("status").dataset.loaded, values), ...(more ? [fill(find("status").dataset.extra, { n: more })] : [])].join("; "));
      }
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      say("line", { n: error.message });
    }
    clearTimeout(waiting);
    touched && keep?.setItem(form.dataset.key, write(gather(placed)));
    find("load").value = "";
  });
  find("clear").addEventListener("click", () => {
    const button = find("clear");
    if (button.dataset.label === undefined) {
      button.dataset.label = button.textContent;
      button.textContent = button.dataset.confirm;
      return;
    }
    button.textContent = button.dataset.label;
    delete button.dataset.label;
    clearTimeout(waiting);
    keep?.removeItem(form.dataset.key);
    touched = false;
    begin();
    say("deleted");
  });

  // Beginning: what was kept, or an empty form with a mark and today's date

  const role = find("role").value;
  const proposed = () => {
    const letters = crypto.getRandomValues(new Uint8Array(4));
    const stem = role.normalize("NFD").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 30);
    return `${stem || "r"}-${[...letters].map((n) => "abcdefghjkmnpqrstuvwxyz23456789"[n % 31]).join("")}`;
  };
  const today = () => {
    const now = new Date();
    return new Date(now.getTime() - 60000 * now.getTimezoneOffset()).toISOString().slice(0, 10);
  };
  const begin = () => {
    show({ role, respondent: proposed(), date: today(), answers: {}, evidence: [] });
    const kept = keep?.getItem(form.dataset.key);
    if (kept) show(read(kept));
    count();
    tell(gather());
  };
  for (const part of document.querySelectorAll("[data-script]")) part.hidden = false;
  find("keeping").textContent = keep ? find("keeping").dataset.kept : find("keeping").dataset.lost;
  begin();
  turn(false);
})();
