// Framing: the words that outlets use for one and the same thing, in their own voice and in quotations.

// Words of documents, [document, start, end], each with its outlet; many of them fold away.
const FEW = 3;

function wordsNode(told, dated = false) {
  const items = told.map(([doc, start, end]) => el("li", null, quoted(doc, start, end), " ", el("span", { class: "by" }, docLink(doc, { at: start }),
    dated ? [" ", el("span", { class: "quiet" }, dateNode(DATA.documents[doc].published))] : null)));
  if (items.length <= FEW) return el("ul", { class: "said" }, items);
  return [
    el("ul", { class: "said" }, items.slice(0, FEW)),
    el("details", null, el("summary", null, count("more", items.length - FEW)), el("ul", { class: "said" }, items.slice(FEW))),
  ];
}

// Whether a search finds its words in what a thing is called.
function finds(query, texts) {
  const words = fold(query ?? "").split(/\s+/).filter(Boolean);
  if (!words.length) return true;
  const all = fold(texts.filter(Boolean).join("\n"));
  return words.every((word) => all.includes(word));
}

const eventTexts = (event) => [event.ar, event.en, ...event.participants.flatMap(([entity]) => [DATA.entities[entity].ar, DATA.entities[entity].en])];

const silent = (designation) => {
  const tests = designation.uses.map((use) => use.compared?.[0]).filter(Boolean);
  return tests.length > 0 && tests.every((verdict) => verdict === "too_few");
};

function useNode(use, quiet) {
  const name = use.outlet === null ? docTitle(DATA.documents[use.doc]) : use.outlet;
  const [verdict, p] = quiet ? [] : use.compared ?? [];
  return el("li", null,
    el("strong", null, bdi(name)), ": ", count("own_voice", use.own), use.quoted ? [t("ui.comma"), count("quoted_voice", use.quoted)] : null,
    " ", el("span", { class: "quiet" }, t("ui.in_documents", { a: use.documents, b: use.of })),
    verdict ? [" ", el("span", { class: `verdict v-${verdict}` }, label("verdict", verdict), verdict === "too_few" ? null : [" ", code(`p ${p}`)])] : null);
}

function occurrencesNode(designation) {
  return el("details", null, el("summary", null, t("ui.where_it_stands")),
    el("ul", { class: "said" }, designation.occurrences.map(([doc, start, end, inQuotation]) => {
      const text = DATA.documents[doc];
      const [from, to, before, after] = around(text, [start, end], 60);
      return el("li", null, el("span", { class: "quiet" }, label("voice", inQuotation ? "quoted" : "own")), " ",
        el("span", { class: "context", dir: "auto" }, before ? "… " : "", slice(text, from, start).replace(/\s+/g, " "),
          el("a", { class: "quoted", href: href("article", text.id, { at: start }) }, el("mark", null, slice(text, start, end).replace(/\s+/g, " "))),
          slice(text, end, to).replace(/\s+/g, " "), after ? " …" : ""),
        " ", el("span", { class: "by" }, docLink(doc, { at: start })));
    })));
}

function designationNode(designation) {
  return el("div", { class: "wording" },
    el("h3", null, bdi(designation.words), designation.form === "name_alone" ? el("span", { class: "quiet" }, " ", t("ui.name_alone")) : null),
    designation.spellings.length ? el("p", { class: "quiet" }, t("ui.also_written"), " ", joined(designation.spellings.map((form) => bdi(form)), " · ")) : null,
    el("p", null, count("own_voice", designation.own), designation.quoted ? [t("ui.comma"), count("quoted_voice", designation.quoted)] : null),
    el("ul", { class: "uses" }, designation.uses.map((use) => useNode(use, silent(designation)))),
    silent(designation) ? el("p", { class: "quiet" }, label("verdict", "too_few")) : null,
    occurrencesNode(designation));
}

function framingNode(one) {
  const title = one.entity >= 0 ? entityLink(one.entity) : eventLink(one.event);
  const kind = one.entity >= 0 ? el("span", { class: "quiet" }, entityKind(DATA.entities[one.entity])) : kindBadge(DATA.events[one.event].kind);
  return el("li", { class: "finding" },
    el("header", null, el("h2", null, title), " ", kind),
    el("p", { class: "quiet" }, count("documents", one.documents), " · ", count("outlets", one.outlets)),
    el("div", { class: "wordings" }, one.designations.map(designationNode)));
}

function framingView({ params }) {
  const found = DATA.framing.filter((one) => {
    const event = DATA.events[one.event];
    const entity = DATA.entities[one.entity];
    return finds(params.q, [...one.designations.map(({ words }) => words), ...(event ? eventTexts(event) : [entity.ar, entity.en])]);
  });
  return findingsPage("framing", found, framingNode, null);
}

// The page of a list of findings: title, what it is about, choices, number, list.
function findingsPage(name, found, make, choices) {
  const box = el("ul", { class: "findings" });
  if (found.length) growing(box, found, make);
  return [
    el("h1", null, t("ui." + name)),
    el("p", { class: "quiet about" }, label("about", name)),
    choices,
    el("p", { class: "results", role: "status" }, count("findings", found.length)),
    found.length ? box : el("p", { class: "empty" }, t("ui.nothing")),
  ];
}
