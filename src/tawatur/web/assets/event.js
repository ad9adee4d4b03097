// One event: every telling of it, how its date was fixed, where accounts differ, who bears it out.

const CONTEXT = 220;

// The part of the body around a sentence: [start, end] in code points.
function around(doc, [start, end], context = CONTEXT) {
  const block = doc.body.find(([from, to]) => from <= start && end <= to) ?? [start, end];
  const unit = units(doc);
  let [from, to] = [Math.max(block[0], start - context), Math.min(block[1], end + context)];
  while (from > block[0] && from < start && insideWord(doc.text, unit(from))) from += 1;
  while (to < block[1] && to > end && insideWord(doc.text, unit(to))) to -= 1;
  return [from, to, from > block[0], to < block[1]];
}

function tellingNode([docIndex, telling_], siblings) {
  const doc = DATA.documents[docIndex];
  const telling = doc.tellings[telling_];
  const [from, to, cutBefore, cutAfter] = around(doc, telling.sentence);
  const marks = [
    { start: telling.sentence[0], end: telling.sentence[1], paint: "sentence", rank: 0 },
    { start: telling.start, end: telling.end, paint: "trigger", rank: 9 },
    ...telling.chain.map(({ cue }) => ({ start: cue[0], end: cue[1], paint: "cue", rank: 1 })),
    ...doc.mentions.filter(([, , entity, form]) => entity >= 0 && form !== "pronoun").map(([start, end, entity]) => ({
      start, end, paint: "entity", rank: 2, href: href("entity", DATA.entities[entity].id), title: entityName(DATA.entities[entity]),
    })),
  ].filter((mark) => mark.start < to && mark.end > from);
  const text = textNode(doc, from, to, marks);
  if (cutBefore) text.firstChild.prepend("… ");
  if (cutAfter) text.lastChild.append(" …");
  return el("article", { class: `telling s-${telling.status}-line` },
    el("header", null,
      el("div", null, el("strong", null, docLink(docIndex)), " · ", el("a", { href: href("article", doc.id) }, bdi(docTitle(doc)))),
      el("div", { class: "quiet" }, dateNode(doc.published), " ", statusBadge(telling.status),
        telling.modifier ? [" ", bdi(telling.modifier.replace(/_/g, " "))] : null,
        doc.copies && siblings.get(doc.copies) > 1 ? [" ", copyBadge(doc.copies)] : null)),
    el("div", { class: "telling-body" }, el("div", { class: "excerpt" }, text), chainNode(doc, telling)),
    el("a", { class: "open", href: href("article", doc.id, { at: telling.start }) }, t("ui.open_article")));
}

// What a disagreement is about: a field, or one that names what it is of ("rank of ...", "number: ...").
function fieldName(field) {
  for (const start of Object.keys(STRINGS.field_of)) {
    if (!field.startsWith(start)) continue;
    const rest = field.slice(start.length);
    const parts = rest.split(", ");
    const known = parts.every((part) => own(STRINGS.unit, part));
    return fill(label("field_of", start), {
      a: known ? parts.map((part) => label("unit", part)).join(t("ui.comma")) : countryName(rest),
    });
  }
  return label("field", field);
}

// What an account means where its words alone don't show it: the day, whether it happened, a figure.
function meaningOf(field, means) {
  if (field === "date") return edtfWords(means);
  if (field === "status") return label("status", means);
  if (field.startsWith("number: ")) return means.replace(">=", "≥ ").replace("<=", "≤ ").replace("~", "≈ ");
  return null;
}

// One account beside the other, each in its outlet's words, with what they mean and who says so.
function disagreementNode({ field, accounts }) {
  return el("div", { class: "dispute" }, el("h3", null, bdi(fieldName(field))),
    el("div", { class: "accounts" }, accounts.map(([value, doc, start, end, means, sources]) => {
      const meant = means ? meaningOf(field, means) : null;
      return el("div", { class: "account" },
        doc >= 0 ? docLink(doc, { at: start }) : null,
        quoted(doc, start, end),
        meant ? el("span", { class: "quiet" }, bdi(meant)) : null,
        doc < 0 || value !== slice(DATA.documents[doc], start, end) ? el("span", { class: "quiet" }, bdi(value)) : null,
        sources?.length ? el("span", { class: "quiet" }, bdi(sources.map(name => name === "anonymous" ? t("ui.anonymous") : name).join(t("ui.chain_arrow")))) : null);
    })));
}

// Entities named in the sentences that tell the event, without its participants; most often named first.
function alsoNamed(event) {
  const known = new Set([...event.participants.map(([entity]) => entity), event.place]);
  const times = new Map();
  for (const [doc, one] of event.tellings) {
    const [from, to] = DATA.documents[doc].tellings[one].sentence;
    for (const [start, end, entity] of DATA.documents[doc].mentions)
      if (entity >= 0 && start >= from && end <= to && !known.has(entity)) times.set(entity, (times.get(entity) ?? 0) + 1);
  }
  return [...times].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([entity]) => entity);
}

function wholes(event) {
  const out = event.tellings.map(([doc, one]) => DATA.documents[doc].tellings[one].inside).filter((index) => index >= 0);
  return [...new Set(out)].filter((index) => DATA.events[index] !== event);
}

// Other events that share the most participants (two at least, or all where there are fewer).
function nearEvents(event, except) {
  const who = event.participants.map(([entity]) => entity);
  const shared = new Map();
  for (const entity of who) for (const index of LINKS.events[entity]) shared.set(index, (shared.get(index) ?? 0) + 1);
  const least = Math.min(2, who.length);
  return [...shared].filter(([index, n]) => n >= least && DATA.events[index] !== event && !except.includes(index))
    .sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 8).map(([index]) => index);
}

function participantsNode(event) {
  const roles = Object.keys(STRINGS.role).map((role) => [role, event.participants.filter(([, one]) => one === role)]);
  return roles.filter(([, some]) => some.length).map(([role, some]) =>
    el("div", { class: "chips" }, el("span", { class: "quiet" }, label("role", role)), some.map(([entity]) => chip(entity))));
}

function eventView({ id }) {
  const event = DATA.events[at(DATA.events, id)];
  if (!event) return lost();
  const here = DATA.events.indexOf(event);
  const siblings = tally([here], (one) => [...new Set(one.tellings.map(([doc]) => doc))].map((doc) => DATA.documents[doc].copies));
  const whole = wholes(event);
  const parts = DATA.events.map((_, index) => index).filter((index) => index !== here && wholes(DATA.events[index]).includes(here));
  const other = page.lang === "ar" ? event.en : event.ar;
  return [
    crumb("timeline"),
    el("header", { class: "page-head" },
      el("div", { class: "badges" }, kindBadge(event.kind), statusBadge(event.status)),
      el("h1", null, bdi(eventTitle(event))),
      other ? el("p", { class: "other-title", lang: page.lang === "ar" ? "en" : "ar" }, bdi(other)) : null,
      el("dl", { class: "facts" },
        row(t("ui.date"), dateNode(event.date, true), event.date.edtf ? [" ", code(event.date.edtf)] : null),
        row(t("ui.place"), event.place >= 0 ? chip(event.place) : null),
        row(t("ui.participants"), participantsNode(event)),
        row(t("ui.names"), joined(event.names.map((name) => bdi(name)), " · ")),
        row(t("ui.topics"), event.topics.map((topic) => el("span", { class: "topic" }, bdi(label("topic", topic))))),
        row(t("ui.witnesses"), witnesses(event)),
        row(t("ui.part_of"), whole.length ? eventList(whole) : null),
        row(t("ui.includes"), parts.length ? eventList(parts) : null),
        row(t("ui.coding"), event.plover ? code([event.plover[0], event.plover[1], ...event.plover[2]].filter(Boolean).join(" · ")) : null))),
    section(t("ui.disagreements"), event.disagreements.map(disagreementNode)),
    section(t("ui.tellings"), event.tellings.map((telling) => tellingNode(telling, siblings))),
    el("div", { class: "columns" },
      dateReasons(event.date, t("ui.date_why")),
      section(t("ui.corroboration"), el("p", null, witnesses(event)),
        event.why.length ? el("ul", { class: "steps" }, event.why.map((why) => el("li", null, bdi(why)))) : null)),
    section(t("ui.related_entities"), chipsOrNothing(alsoNamed(event))),
    section(t("ui.near_events"), listOrNothing(nearEvents(event, [...whole, ...parts]))),
  ];
}

const chipsOrNothing = (indices) => (indices.length ? el("div", { class: "chips" }, indices.map((index) => chip(index))) : null);
const listOrNothing = (indices) => (indices.length ? eventList(indices) : null);
