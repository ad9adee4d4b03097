// Pieces that several views share.

const kindBadge = (kind) => el("span", { class: `kind k-${kind}` }, label("kind", kind));
const statusBadge = (status) => el("span", { class: `status s-${status}` }, label("status", status));

function chip(index, role = null) {
  const entity = DATA.entities[index];
  return el("a", { class: `chip e-${entity.type}`, href: href("entity", entity.id), title: role ? label("role", role) : null },
    bdi(entityName(entity)));
}

function witnesses(event) {
  const [documents, outlets, independent] = event.witnesses;
  return el("span", { class: "witnesses" }, [
    count("documents", documents), " · ", count("outlets", outlets), " · ",
    el("strong", null, count("independent", independent)),
  ]);
}

const docLink = (index, params = {}) =>
  el("a", { href: href("article", DATA.documents[index].id, params) }, bdi(outletName(DATA.documents[index])));

// Words of a document, as a link to where they stand in it.
function quoted(index, start, end) {
  if (index < 0) return null;
  const doc = DATA.documents[index];
  const words = slice(doc, start, end).replace(/\s+/g, " ").trim();
  return el("a", { class: "quoted", href: href("article", doc.id, { at: start }) }, el("q", null, bdi(words)));
}

// The steps towards a date: words, and what they say.
function dateSteps(steps) {
  return el("ol", { class: "steps" }, steps.map(([doc, start, end, says]) =>
    el("li", null,
      end > start ? quoted(doc, start, end) : null,
      el("span", { class: "says" }, bdi(says[page.lang])),
      doc >= 0 ? el("span", { class: "by" }, docLink(doc, { at: start })) : null)));
}

function dateReasons(date, title) {
  return section(title,
    date.basis.length ? dateSteps(date.basis) : date.edtf ? null : el("p", { class: "quiet" }, t("ui.date_open")),
    date.clash.length ? [el("h3", null, t("ui.date_clash")), dateSteps(date.clash)] : null);
}

// The chain of a telling, outermost first: publishing outlet, the article's credit, then each source with its cue.
function chainNode(doc, telling) {
  const index = DATA.documents.indexOf(doc);
  const nodes = [chainLink("outlet", docLink(index), null, null)];
  if (doc.credit) {
    const name = bdi(doc.credit);
    const where = doc.credit_span && href("article", doc.id, { at: doc.credit_span[0] });
    nodes.push(chainLink("medium", where ? el("a", { href: where }, name) : name, t("ui.credit"), null));
  }
  for (const link of telling.chain) {
    const source = link.source === "anonymous" ? el("span", null, t("ui.anonymous"))
      : link.entity >= 0 ? entityLink(link.entity) : bdi(link.source);
    const [start, end] = link.cue;
    const stance = own(STRINGS.stance, link.stance) ? label("stance", link.stance) : null;
    const notes = [stance, postNote(link)].filter(Boolean);
    const words = [start < end ? quoted(index, start, end) : null, postWords(index, link)].filter(Boolean);
    nodes.push(chainLink(link.kind, source, notes.length ? joined(notes, " · ") : null, words.length ? joined(words, " ") : null));
  }
  return el("div", { class: "chain-box" },
    el("ol", { class: "chain", "aria-label": t("ui.chain") }, nodes,
      el("li", { class: "link end" }, el("span", { class: "link-kind" }, t("ui.says_event")),
        el("span", { class: "link-name" }, bdi(slice(doc, telling.start, telling.end))))),
    telling.chain.length ? null : el("p", { class: "quiet" }, t("ui.own_voice")));
}

// That a source spoke in a post, on which platform, and the words that say so where the cue leaves them out.
function postNote({ post }) {
  if (!post) return null;
  return post[2] ? t("ui.in_post_on", { a: post[2][page.lang] }) : t("ui.in_post");
}

function postWords(index, { post, cue }) {
  return post && !(cue[0] <= post[0] && post[1] <= cue[1]) ? quoted(index, post[0], post[1]) : null;
}

function chainLink(kind, source, note, cue) {
  return el("li", { class: `link l-${kind}` },
    el("span", { class: "link-kind" }, label("link", kind), note ? [" · ", note] : null),
    el("span", { class: "link-name" }, source),
    cue ? el("span", { class: "cue" }, cue) : null);
}

// A list that grows as it is scrolled, so that thousands of rows stay quick. `make(item, previous)` gives nodes.
const STEP = 60;

function growing(box, items, make) {
  let shown = 0;
  const button = el("button", { type: "button", class: "more", onclick: () => grow(STEP) }, t("ui.more"));
  const watch = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && grow(STEP), { rootMargin: "800px" });
  const grow = (by) => {
    button.remove();
    const until = Math.min(items.length, shown + by);
    for (; shown < until; shown += 1) add(box, [make(items[shown], items[shown - 1])]);
    if (shown < items.length) box.append(button);
    else watch.disconnect();
  };
  const all = () => grow(items.length);
  grow(STEP);
  if (shown < items.length) watch.observe(button);
  addEventListener("beforeprint", all);
  const stop = () => {
    watch.disconnect();
    removeEventListener("beforeprint", all);
  };
  page.clear.push(stop);
  return stop;
}

function eventItem(index) {
  const event = DATA.events[index];
  return el("li", { class: `mini s-${event.status}-line` }, el("span", { class: "mini-date" }, dateNode(event.date)), " ",
    eventLink(index), " ", kindBadge(event.kind), " ", event.status === "occurred" ? null : statusBadge(event.status));
}

function eventList(indices) {
  const box = el("ol", { class: "minis" });
  const sorted = [...indices].sort((a, b) => byDate(DATA.events[a], DATA.events[b]));
  growing(box, sorted, (index) => eventItem(index));
  return box;
}

function crumb(view, ...rest) {
  return el("nav", { class: "crumb", "aria-label": t("ui.back") }, el("a", { href: href(view) }, t("ui." + view)), rest);
}
