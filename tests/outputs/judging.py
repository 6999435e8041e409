"""What judges a page in the browser: axe on what differs, and own measures of contrast, targets and clipping on all of it."""

from tests.outputs.browsing import RULES, axe

LOOKS = {"light": ("screen", "light", 1280), "dark": ("screen", "dark", 1280), "print": ("print", "light", 1280),
         "phone": ("screen", "light", 320)}  # fmt: skip
"""Media, scheme of colours and width."""

UNFOLD = "document.querySelectorAll('details').forEach((box) => { box.open = true; })"

THIN = """() => {
  const kind = (e) => `${e.localName}.${e.className}`;
  const sign = (e) => kind(e) + '[' + [...e.children].map(sign) + ']';
  const seen = new Map();
  const walk = (parent, path) => {
    for (const item of [...parent.children]) {
      if (item.localName === 'svg') {
        item.replaceChildren(...[...item.children].filter((part) => ['title', 'desc'].includes(part.localName)));
        continue;
      }
      const key = `${path}>${sign(item)}`, count = seen.get(key) ?? 0;
      seen.set(key, count + 1);
      if (count > 1 && /^(li|tr|p|div|article|section|details|figure|a|ul|ol|dl|table|span|aside)$/.test(item.localName)) item.remove();
      else walk(item, `${path}>${kind(item)}`);
    }
  };
  walk(document.querySelector('main'), '');
  return document.querySelectorAll('*').length;
}"""
"""Keeps two of each kind of element in its place, by classes and what is inside, and drawings without their inside:
axe takes a minute for the whole page, can say nothing of text in drawings, and finds the same fault in every twin."""

PAIRS = """() => {
  const parse = (text) => {
    const found = (text || '').match(/[\\d.]+/g);
    if (!found || text === 'none' || text.startsWith('url')) return null;
    const [r, g, b, a = 1] = found.map(Number);
    return [r, g, b, a];
  };
  const over = (top, under, dim = 1) => [0, 1, 2].map((i) => top[i] * top[3] * dim + under[i] * (1 - top[3] * dim)).concat(1);
  const light = (c) => {
    const [r, g, b] = c.map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (a, b) => {
    const [high, low] = [light(a), light(b)].sort((x, y) => y - x);
    return (high + 0.05) / (low + 0.05);
  };
  const styles = new Map();
  const style = (e) => { if (!styles.has(e)) styles.set(e, getComputedStyle(e)); return styles.get(e); };
  const grounds = new Map();
  const ground = (e) => {
    if (!e) return [255, 255, 255, 1];
    if (!grounds.has(e)) {
      const own = parse(style(e).backgroundColor);
      grounds.set(e, own && own[3] === 1 ? own : own && own[3] ? over(own, ground(e.parentElement)) : ground(e.parentElement));
    }
    return grounds.get(e);
  };
  const dim = (e, end) => { let all = 1; for (; e && e !== end; e = e.parentElement) all *= Number(style(e).opacity); return all; };
  const bad = [], pairs = new Set();
  let html = 0, svg = 0;
  const judge = (text, front, back, where) => {
    const found = ratio(front, back);
    pairs.add(`${front.map(Math.round)}|${back.map(Math.round)}`);
    if (found < 4.495) bad.push([where, text.trim().slice(0, 40), found.toFixed(2), String(front.map(Math.round)), String(back.map(Math.round))]);
  };
  for (const e of document.querySelectorAll('body *')) {
    if (e.closest('svg') || ['SCRIPT', 'STYLE', 'OPTION'].includes(e.tagName)) continue;
    const own = [...e.childNodes].filter((n) => n.nodeType === 3 && n.data.trim());
    if (!own.length || !e.checkVisibility({ visibilityProperty: true })) continue;
    const back = ground(e);
    judge(own[0].data, over(parse(style(e).color), back, dim(e)), back, `${e.localName}.${e.className}`);
    html += 1;
  }
  for (const root of document.querySelectorAll('svg')) {
    if (root.parentElement.closest('svg') || !root.checkVisibility()) continue;
    const painted = [];
    for (const e of root.querySelectorAll('rect, path, circle, ellipse, polygon, text, use')) {
      if (e.closest('defs, clipPath, mask, symbol, marker')) continue;
      const look = style(e), copied = e.localName === 'use' && !e.className.baseVal && document.querySelector(e.getAttribute('href'));
      const fill = parse((copied ? style(copied) : look).fill), strength = Number(look.fillOpacity) * dim(e, root);
      if (e.localName !== 'text') {
        if (fill && strength) painted.push([e, [...fill.slice(0, 3), fill[3] * strength], 'isPointInFill', 0]);
        const stroke = parse(look.stroke), broad = parseFloat(look.strokeWidth);
        // A line that thick is a bar or a label's ground.
        if (stroke && broad >= 4 && e.localName !== 'use') {
          const paint = [...stroke.slice(0, 3), stroke[3] * Number(look.strokeOpacity) * dim(e, root)];
          painted.push([e, paint, 'isPointInStroke', broad * e.getScreenCTM().a / 2]);
        }
        continue;
      }
      if (!fill || !strength) continue;
      const box = e.getBBox();
      if (!box.width) continue;
      const place = new DOMPoint(box.x + box.width / 2, box.y + box.height / 2).matrixTransform(e.getScreenCTM());
      let back = ground(root);
      for (const [shape, colour, covers, edge] of painted) {
        const frame = shape.getBoundingClientRect();
        if (place.x < frame.left - edge || place.x > frame.right + edge || place.y < frame.top - edge || place.y > frame.bottom + edge) continue;
        if (shape.localName === 'use' || shape[covers](place.matrixTransform(shape.getScreenCTM().inverse()))) back = over(colour, back);
      }
      judge(e.textContent, over([...fill.slice(0, 3), fill[3] * strength], back), back, `svg ${root.closest('[id]')?.id}`);
      svg += 1;
    }
  }
  return { bad, html, svg, pairs: pairs.size };
}"""
"""Contrast of every text with what is painted behind its middle: of HTML the grounds of its ancestors, of a drawing
the shapes below it, both with their opacity. Large text is held to the same 4.5."""

TARGETS = """() => {
  const boxes = [...document.querySelectorAll('a[href], button, select, input, summary, [tabindex="0"]')]
    .filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.matches('.scroll, .sheet') && !e.closest('.skip'))
    .map((e) => [e, e.getBoundingClientRect()]).filter(([, box]) => box.width);
  const inline = (e) => getComputedStyle(e).display === 'inline' && [...e.parentElement.childNodes]
    .some((n) => n.nodeType === 3 && n.data.trim().length > 1);
  const middle = (box) => [box.left + box.width / 2, box.top + box.height / 2];
  const near = (a, b) => {  // a circle of 24 px around the middle of the small one meets the other
    const [x, y] = middle(a);
    return Math.hypot(Math.max(b.left - x, 0, x - b.right), Math.max(b.top - y, 0, y - b.bottom)) < 12;
  };
  const small = boxes.filter(([e, box]) => (box.width < 23.9 || box.height < 23.9) && !inline(e));
  const crowded = small.filter(([e, box]) => boxes.some(([other, there]) => other !== e && !e.contains(other)
    && !other.contains(e) && near(box, there)));
  return { all: boxes.length, crowded: crowded.map(([e, box]) => [e.outerHTML.slice(0, 90), Math.round(box.width), Math.round(box.height)]) };
}"""
"""WCAG 2.5.8: a target has 24 by 24 px, or 24 px of room around its middle, or stands in a sentence."""

CLIPPED = """() => [...document.querySelectorAll('body *')].filter((e) => !e.closest('svg') && e.checkVisibility()
  && e.clientWidth > 1 && e.scrollWidth > e.clientWidth + 1 && !e.matches('.scroll, .sheet, .contents ol, pre, select'))
  .filter((e) => !e.querySelector('.scroll, .sheet, .contents ol'))
  .map((e) => `${e.localName}.${e.className}#${e.id} ${e.scrollWidth} > ${e.clientWidth} ${e.textContent.trim().slice(0, 40)}`)"""
"""Elements wider inside than outside, other than regions that scroll."""


def look(tab, name):
    """Show a page in a look."""
    media, scheme, width = LOOKS[name]
    tab.emulate_media(media=media, color_scheme=scheme)
    tab.set_viewport_size({"width": width, "height": 900})


def violations(tab, context=None, **rules):
    """Return what axe finds: rule and first places."""
    options = {
        **RULES,
        "resultTypes": ["violations"],
        "rules": {name.replace("_", "-"): {"enabled": on} for name, on in rules.items()},
    }
    found = axe.Axe().run(tab, context=context, options=options).response["violations"]
    return [(item["id"], [node["target"] for node in item["nodes"]][:3]) for item in found]
