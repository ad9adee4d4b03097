// Announcements, and what became of them.

function silence(one) {
  if (one.outcome !== "no_news" && one.outcome !== "not_due") return null;
  if (one.silent === null) return el("span", { class: "quiet" }, t("ui.silence_open"));
  return el("span", { class: "quiet" }, count("days", one.silent), " ", t("ui.counted_to", { a: edtfWords(one.counted_to) }));
}

function changeNode({ field, announced, became }) {
  return el("div", { class: "change" }, el("strong", null, label("changed", field)),
    announced.length ? [el("span", { class: "quiet" }, t("ui.announced")), wordsNode(announced)] : null,
    el("span", { class: "quiet" }, t("ui.became")), wordsNode(became));
}

function announcementNode(one) {
  const event = DATA.events[one.event];
  const [first, last] = one.due ?? [];
  return el("li", { class: "finding" },
    el("header", null, el("h2", null, eventLink(one.event)), " ", kindBadge(event.kind), " ",
      el("span", { class: `outcome o-${one.outcome}` }, label("outcome", one.outcome)), " ", silence(one)),
    el("dl", { class: "facts" },
      row(t("ui.announced"), wordsNode(one.told, true)),
      row(t("ui.due"), one.due ? bdi(edtfWords(first === last ? first : `${first}/${last}`)) : null),
      row(t("ui.changes"), one.changes.map(changeNode)),
      row(t("ui.rests_on_words"), one.rests_on.length ? wordsNode(one.rests_on, true) : null),
      row(t("ui.told_as"), one.became >= 0 ? eventList([one.became]) : null),
      row(t("ui.linked_by"), one.why.length ? joined(one.why.map((why) => el("span", null, label("linked", why))), " · ") : null),
      row(t("ui.perhaps"), one.perhaps.length ? eventList(one.perhaps) : null)));
}

function announcementsView({ params }) {
  const outcome = params.outcome ?? "";
  const searched = DATA.announcements.filter((one) => finds(params.q, eventTexts(DATA.events[one.event])));
  const counts = new Map();
  for (const one of searched) counts.set(one.outcome, (counts.get(one.outcome) ?? 0) + 1);
  const choice = (value, words, n) => el("a", {
    class: "toggle", href: href("announcements", null, { q: params.q ?? "", outcome: value }), "aria-current": outcome === value ? "true" : null,
  }, words, " ", el("span", { class: "n" }, n));
  const choices = el("nav", { class: "toggles", "aria-label": t("ui.outcome") }, choice("", t("ui.all"), searched.length),
    Object.keys(STRINGS.outcome).filter((value) => counts.get(value) || outcome === value).map((value) => choice(value, label("outcome", value), counts.get(value) ?? 0)));
  return findingsPage("announcements", searched.filter((one) => !outcome || one.outcome === outcome), announcementNode, choices);
}
