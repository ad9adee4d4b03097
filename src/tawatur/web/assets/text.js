// Texts of documents with what was found in them.
//
// The record counts code points, the browser UTF-16 units: `units` converts. Elements begin and end between words only,
// since an element inside a word breaks the joining of Arabic letters in some browsers; where the browser has the
// CSS Highlight API, the exact characters are painted with it, otherwise whole words are.

const PAINTS = ["sentence", "entity", "time", "cue", "event", "trigger"];
const EXACT = typeof Highlight === "function" && Boolean(CSS.highlights);
const LETTER = /[\p{L}\p{M}\p{N}\u0640\u200c\u200d]/u;

function clearPaint() {
  if (EXACT) for (const name of PAINTS) CSS.highlights.set(name, Object.assign(new Highlight(), { priority: PAINTS.indexOf(name) }));
}

// The UTF-16 offsets of a document's code points: a function from code point to unit.
function units(doc) {
  if (!doc.units) {
    const wide = [];
    for (let unit = 0, point = 0; unit < doc.text.length; unit += 1, point += 1)
      if (doc.text.codePointAt(unit) > 0xffff) {
        wide.push(point);
        unit += 1;
      }
    doc.units = (point) => {
      let [low, high] = [0, wide.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (wide[middle] < point) low = middle + 1;
        else high = middle;
      }
      return point + low;
    };
  }
  return doc.units;
}

const slice = (doc, start, end) => doc.text.slice(units(doc)(start), units(doc)(end));

const insideWord = (text, unit) =>
  unit > 0 && unit < text.length && LETTER.test(text[unit - 1]) && LETTER.test(text[unit]);

function snap(text, unit, step) {
  while (insideWord(text, unit)) unit += step;
  return unit;
}

// Pieces [start, end, marks that cover it] of text[from:to], cut between words and at line ends.
function pieces(text, from, to, marks) {
  const cuts = new Set([from, to]);
  const spans = [];
  for (const mark of marks) {
    const span = { mark, start: Math.max(from, snap(text, mark.start, -1)), end: Math.min(to, snap(text, mark.end, 1)) };
    if (span.start >= span.end) continue;
    spans.push(span);
    cuts.add(span.start).add(span.end);
  }
  for (let line = text.indexOf("\n", from); line >= 0 && line < to; line = text.indexOf("\n", line + 1))
    cuts.add(line).add(line + 1);
  const edges = [...cuts].sort((a, b) => a - b);
  spans.sort((a, b) => a.start - b.start);
  const out = [];
  let [open, next] = [[], 0];
  for (let index = 0; index + 1 < edges.length; index += 1) {
    const [start, end] = [edges[index], edges[index + 1]];
    open = open.filter((span) => span.end > start);
    while (next < spans.length && spans[next].start <= start) open.push(spans[next++]);
    out.push([start, end, open.filter((span) => span.end > start).map((span) => span.mark)]);
  }
  return out;
}

function pieceNode(words, marks) {
  const text = document.createTextNode(words);
  if (!marks.length) return [text, text];
  const names = [...new Set(marks.map((mark) => "m-" + mark.paint))].join(" ");
  const top = marks.filter((mark) => mark.href).sort((a, b) => b.rank - a.rank || a.end - a.start - (b.end - b.start))[0];
  const title = marks.map((mark) => mark.title).filter(Boolean).join(" · ");
  const node = el(top ? "a" : "span", { class: "seg " + names, href: top?.href, title: title || null }, text);
  return [node, text];
}

function direction(words) {
  const arabic = (words.match(/\p{Script=Arabic}/gu) ?? []).length;
  const latin = (words.match(/\p{Script=Latin}/gu) ?? []).length;
  if (arabic === 0 && latin === 0) return null;
  const first = /[\p{Script=Arabic}\p{Script=Latin}]/u.exec(words)[0];
  return arabic >= latin || /\p{Script=Arabic}/u.test(first) ? "rtl" : "ltr";
}

// text[from:to] (code points) with its marks: {start, end, paint, href, title, rank}, in code points likewise.
// Lines become blocks; a line that begins in Arabic or is mostly Arabic runs from right to left.
function textNode(doc, from, to, marks) {
  const unit = units(doc);
  const inUnits = marks.map((mark) => ({ ...mark, start: unit(mark.start), end: unit(mark.end) }));
  const box = el("div", { class: EXACT ? "text exact" : "text" });
  const nodes = [];
  let line = el("div", { class: "line" });
  const close = () => {
    line.setAttribute("dir", direction(line.textContent) ?? "auto");
    if (!line.textContent.trim()) line.classList.add("blank");
    box.append(line);
    line = el("div", { class: "line" });
  };
  for (const [start, end, covering] of pieces(doc.text, unit(from), unit(to), inUnits)) {
    if (doc.text[start] === "\n") {
      close();
      continue;
    }
    const [node, text] = pieceNode(doc.text.slice(start, end), covering);
    line.append(node);
    nodes.push({ start, end, text, node });
  }
  close();
  if (EXACT) for (const mark of inUnits) paint(nodes, mark);
  box.nodes = nodes;
  return box;
}

function paint(nodes, mark) {
  if (!PAINTS.includes(mark.paint)) return;
  const first = nodes.find((one) => one.end > mark.start);
  const last = nodes.findLast((one) => one.start < mark.end);
  if (!first || !last || first.start > last.start) return;
  CSS.highlights.get(mark.paint).add(
    new StaticRange({
      startContainer: first.text,
      startOffset: Math.max(0, mark.start - first.start),
      endContainer: last.text,
      endOffset: Math.min(last.end, mark.end) - last.start,
    }),
  );
}
