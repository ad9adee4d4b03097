// One document: its full text with everything that was found in it.

const LAYERS = [["event", "show_events"], ["entity", "show_entities"], ["time", "show_times"], ["cue", "show_cues"], ["noise", "show_noise"]];

// The stretches of the text that belong to the page and not to the article.
function noise(doc) {
  const kept = [...doc.body, doc.title_span, doc.dateline].filter(Boolean).sort((a, b) => a[0] - b[0]);
  const length = [...doc.text].length;
  const out = [];
  let from = 0;
  for (const [start, end] of [...kept, [length, length]]) {
    if (start > from) out.push({ start: from, end: start, paint: "noise", rank: -1 });
    from = Math.max(from, end);
  }
  return out;
}

function articleMarks(doc) {
  const marks = noise(doc);
  if (doc.title_span) marks.push({ start: doc.title_span[0], end: doc.title_span[1], paint: "title", rank: -1 });
  for (const [start, end, entity, form] of doc.mentions)
    if (entity >= 0)
      marks.push({ start, end, paint: form === "pronoun" ? "" : "entity", rank: 2, title: entityName(DATA.entities[entity]), href: href("entity", DATA.entities[entity].id) });
  for (const [start, end, type, value, until] of doc.times)
    marks.push({ start, end, paint: "time", rank: 1, title: `${label("timex", type)}: ${value}${until ? "/" + until : ""}` });
  for (const telling of doc.tellings) {
    const event = DATA.events[telling.event];
    marks.push({ start: telling.start, end: telling.end, paint: "event", rank: 5, href: event ? href("event", event.id) : null, title: event ? eventTitle(event) : null });
    for (const { cue } of telling.chain) marks.push({ start: cue[0], end: cue[1], paint: "cue", rank: 0 });
  }
  return marks;
}

function layerToggles(box) {
  return el("fieldset", { class: "layers" }, el("legend", null, t("ui.highlights")),
    LAYERS.map(([name, words]) => el("label", { class: "layer y-" + name },
      el("input", { type: "checkbox", checked: true, onchange: ({ target }) => showLayer(box, name, target.checked) }), " ", t("ui." + words))));
}

function showLayer(box, name, shown) {
  box.classList.toggle("hide-" + name, !shown);
  if (!EXACT || name === "noise") return;
  if (shown) CSS.highlights.set(name, page.layers[name]);
  else {
    page.layers = { ...page.layers, [name]: CSS.highlights.get(name) };
    CSS.highlights.delete(name);
  }
}

function copyBadge(group) {
  const groups = [...new Set(DATA.documents.map((doc) => doc.copies).filter(Boolean))];
  return el("span", { class: "copy" }, t("ui.copy_group"), " ", groups.indexOf(group) + 1);
}

function outside(url) {
  if (!/^https?:\/\//i.test(url)) return code(url);
  return el("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, code(url));
}

const docEvents = (doc) => [...new Set(doc.tellings.map((telling) => telling.event).filter((index) => index >= 0))];

function articleView({ id, params }) {
  const index = at(DATA.documents, id);
  if (index < 0) return lost();
  const doc = DATA.documents[index];
  const box = textNode(doc, 0, [...doc.text].length, articleMarks(doc));
  box.classList.add("article-text");
  const copies = DATA.documents.map((_, one) => one).filter((one) => one !== index && doc.copies && DATA.documents[one].copies === doc.copies);
  const events = docEvents(doc);
  page.after = () => jump(box, doc, params.at);
  return [
    crumb("documents"),
    el("header", { class: "page-head" },
      el("p", { class: "outlet-name" }, bdi(outletName(doc))),
      el("h1", null, bdi(docTitle(doc))),
      el("dl", { class: "facts" },
        row(t("ui.published"), dateNode(doc.published, true), doc.published.edtf ? [" ", code(doc.published.edtf)] : null),
        row(t("ui.credit"), doc.credit ? bdi(doc.credit) : null),
        row(t("ui.link"), doc.url ? outside(doc.url) : null),
        row(t("ui.document"), code(doc.id)),
        row(t("ui.same_text"), joined(copies.map((one) => docLink(one)), " · ")))),
    el("div", { class: "reading" },
      el("div", { class: "reading-text" }, layerToggles(box), box, el("p", { class: "quiet" }, t("ui.noise_note"))),
      el("aside", { class: "reading-side" },
        section(t("ui.events_here"), listOrNothing(events)),
        dateReasons(doc.published, t("ui.published_why")))),
  ];
}

// Scrolls to a code point of the text and marks the place.
function jump(box, doc, point) {
  if (!/^\d+$/.test(point ?? "")) return;
  const unit = units(doc)(Number(point));
  const found = box.nodes.find((one) => one.end > unit);
  if (!found) return;
  const node = found.node instanceof Element ? found.node : found.node.parentElement;
  node.classList.add("target");
  node.scrollIntoView({ block: "center" });
  if (node.matches("a")) node.focus({ preventScroll: true });
}
