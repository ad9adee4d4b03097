// Documents read, and those kept aside with the reason.

function documentRow(index) {
  const doc = DATA.documents[index];
  const steps = doc.published.basis;
  return el("li", { class: "doc" },
    el("div", { class: "doc-main" },
      el("h3", null, el("a", { href: href("article", doc.id) }, bdi(docTitle(doc)))),
      el("p", { class: "quiet" }, el("strong", null, bdi(outletName(doc))), doc.credit ? [" · ", bdi(doc.credit)] : null, " · ", code(doc.id))),
    el("div", { class: "doc-side" },
      el("span", null, dateNode(doc.published)),
      el("span", null, count("events", docEvents(doc).length)),
      doc.copies ? copyBadge(doc.copies) : null),
    steps.length ? el("details", null, el("summary", null, t("ui.published_why")), dateSteps(steps)) : null);
}

function asideTable() {
  if (!DATA.aside.length) return null;
  return section(t("ui.kept_aside"), el("p", { class: "quiet" }, t("ui.kept_aside_note")),
    el("div", { class: "scroll" }, el("table", null,
      el("thead", null, el("tr", null, ["document", "step", "reason"].map((name) => el("th", { scope: "col" }, t("ui." + name))))),
      el("tbody", null, DATA.aside.map(([doc, step, reason]) =>
        el("tr", null, el("th", { scope: "row" }, bdi(doc)), el("td", null, label("step", step)), el("td", null, bdi(reason))))))));
}

function documentsView({ params }) {
  const words = fold(params.q ?? "");
  const found = DATA.documents.map((_, index) => index).filter((index) => {
    const doc = DATA.documents[index];
    doc.words ??= words ? fold([doc.title ?? "", doc.outlet ?? "", doc.text].join("\n")) : undefined;
    return !words || doc.words.includes(words);
  });
  const box = el("ul", { class: "docs" });
  growing(box, found, (index) => documentRow(index));
  return [
    el("h1", null, t("ui.documents")),
    el("p", { class: "results", role: "status" }, count("documents", found.length)),
    found.length ? box : el("p", { class: "empty" }, t("ui.nothing")),
    asideTable(),
  ];
}
