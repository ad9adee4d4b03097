// Agreements as objects, each value with its words.

const valued = (value, told) => el("div", { class: "valued" }, el("div", null, value), told.length ? wordsNode(told) : null);

function partyNode({ entity, country, through, told }) {
  const name = entity >= 0 ? chip(entity) : bdi(countryName(country));
  return valued([name, through ? el("span", { class: "quiet" }, " ", t("ui.through_signers")) : null], told);
}

function tiedNode({ event, how, cue, words }) {
  return el("div", { class: "valued" },
    event >= 0 ? eventList([event]) : null,
    el("div", null, el("span", { class: "quiet" }, label("tie", how)), " ", quoted(...cue), " … ", quoted(...words), " ",
      el("span", { class: "by" }, docLink(words[0], { at: words[1] }))));
}

function agreementNode(one) {
  const event = DATA.events[one.event];
  return el("li", { class: "finding" },
    el("header", null, el("h2", null, eventLink(one.event)), " ", event.status === "occurred" ? null : statusBadge(event.status), " ",
      el("span", { class: "quiet" }, dateNode(event.date))),
    el("dl", { class: "facts" },
      row(t("ui.instrument"), one.instruments.map((each) => valued(el("strong", null, bdi(each[page.lang])), each.told))),
      row(t("ui.names"), one.names.length ? wordsNode(one.names) : null),
      row(t("ui.parties"), one.parties.map(partyNode)),
      row(t("ui.signers"), one.signers.map(({ entity, told }) => valued(chip(entity), told))),
      row(t("ui.place"), event.place >= 0 ? valued(chip(event.place), one.place) : null),
      row(t("ui.covers"), one.fields.map(({ topic, told }) => valued(el("span", { class: "topic" }, bdi(label("topic", topic))), told))),
      row(t("ui.rests_on"), one.rests_on.map(tiedNode)),
      row(t("ui.followed"), one.followed.map(tiedNode))));
}

function agreementsView({ params }) {
  const found = DATA.agreements.filter((one) => finds(params.q, [...eventTexts(DATA.events[one.event]), ...one.instruments.flatMap(({ ar, en }) => [ar, en])]));
  return findingsPage("agreements", found, agreementNode, null);
}
