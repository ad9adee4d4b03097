// Who says so: chains of attribution, copies, and where accounts differ, each as a list.

// A chain on one line: outlet, credit, sources inwards.
function chainLine([index, telling_]) {
  const doc = DATA.documents[index];
  const telling = doc.tellings[telling_];
  const steps = [docLink(index, { at: telling.start })];
  if (doc.credit) steps.push([bdi(doc.credit), " ", el("span", { class: "quiet" }, t("ui.credit"))]);
  for (const link of telling.chain) {
    const source = link.source === "anonymous" ? t("ui.anonymous") : link.entity >= 0 ? entityLink(link.entity) : bdi(link.source);
    const [start, end] = link.cue;
    const note = postNote(link);
    const words = postWords(index, link);
    steps.push([source, note ? [" ", el("span", { class: "quiet" }, note)] : null,
      start < end ? [" ", quoted(index, start, end)] : null, words ? [" ", words] : null]);
  }
  return el("li", null,
    el("ol", { class: "chain-line", "aria-label": t("ui.chain") }, steps.map((step) => el("li", null, step))),
    el("p", null, quoted(index, telling.start, telling.end), " ", statusBadge(telling.status),
      telling.chain.length ? null : el("span", { class: "quiet" }, " ", t("ui.own_voice"))));
}

function eventHead(index) {
  const event = DATA.events[index];
  return el("header", null, el("h2", null, eventLink(index)), " ", kindBadge(event.kind), " ", el("span", { class: "quiet" }, dateNode(event.date)));
}

function ordered(pass) {
  const found = DATA.events.map((_, index) => index).filter((index) => pass(DATA.events[index]));
  return found.sort((a, b) => byDate(DATA.events[a], DATA.events[b]));
}

function chainsView({ params }) {
  const found = ordered((event) => finds(params.q, eventTexts(event)));
  return findingsPage("chains", found, (index) => {
    const event = DATA.events[index];
    return el("li", { class: "finding" }, eventHead(index), el("p", null, witnesses(event)),
      event.why.length ? el("ul", { class: "steps" }, event.why.map((why) => el("li", null, bdi(why)))) : null,
      el("ul", { class: "chain-lines" }, event.tellings.map(chainLine)));
  }, null);
}

function copiesView({ params }) {
  const groups = new Map();
  DATA.documents.forEach((doc, index) => doc.copies && groups.set(doc.copies, [...(groups.get(doc.copies) ?? []), index]));
  const out = (index) => { const { earliest, latest } = DATA.documents[index].published; return [earliest ?? "~", latest ?? "~", DATA.documents[index].id].join(" "); };
  const found = [...groups.values()].filter((group) => finds(params.q, group.flatMap((index) => [DATA.documents[index].title, DATA.documents[index].outlet])));
  return findingsPage("copies", found, (group) =>
    el("li", { class: "finding" }, el("header", null, el("h2", null, count("documents", group.length))),
      el("ul", { class: "docs" }, group.sort((a, b) => (out(a) < out(b) ? -1 : 1)).map(documentRow))), null);
}

function disagreementsView({ params }) {
  const found = ordered((event) => event.disagreements.length && finds(params.q, eventTexts(event)));
  return findingsPage("disagreements", found, (index) =>
    el("li", { class: "finding" }, eventHead(index), DATA.events[index].disagreements.map(disagreementNode)), null);
}
