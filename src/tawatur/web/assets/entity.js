// Entities: who they are, what they took part in, with whom, and how outlets name them.

function partners(index) {
  const times = new Map();
  for (const event of LINKS.events[index])
    for (const other of new Set(DATA.events[event].participants.map(([entity]) => entity)))
      if (other !== index) times.set(other, (times.get(other) ?? 0) + 1);
  return [...times].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
}

const bare = (words) => words.replace(/[\u0640\u064b-\u0652]/g, "").replace(/\s+/g, " ").trim();

// Each wording used for the entity: by outlet how often, and how often inside a quotation.
function namings(index) {
  const out = new Map();
  for (const doc of DATA.documents)
    for (const [start, end, entity, form] of doc.mentions) {
      if (entity !== index || form === "pronoun") continue;
      const words = bare(slice(doc, start, end));
      if (!out.has(words)) out.set(words, { words, form, total: 0, quoted: 0, outlets: new Map() });
      const one = out.get(words);
      one.total += 1;
      if (doc.quotes.some(([from, to]) => from <= start && end <= to)) one.quoted += 1;
      one.outlets.set(outletName(doc), (one.outlets.get(outletName(doc)) ?? 0) + 1);
    }
  return [...out.values()].sort((a, b) => b.total - a.total || (a.words < b.words ? -1 : 1));
}

function namingTable(index) {
  const rows = namings(index);
  if (!rows.length) return null;
  return el("div", { class: "scroll" }, el("table", null,
    el("thead", null, el("tr", null, ["own_words", "form", "times_used", "in_quotes", "outlet"].map((name) => el("th", { scope: "col" }, t("ui." + name))))),
    el("tbody", null, rows.map((one) => el("tr", null,
      el("th", { scope: "row" }, bdi(one.words)), el("td", null, label("mention_form", one.form)),
      el("td", { class: "num" }, one.total), el("td", { class: "num" }, one.quoted || "–"),
      el("td", null, joined([...one.outlets].map(([outlet, n]) => el("span", null, bdi(outlet), ` (${n})`)), " · ")))))));
}

const entityKind = (entity) => (entity.subtype ? label("subtype", entity.subtype) : label("type", entity.type));

function entityView({ id }) {
  const index = at(DATA.entities, id);
  if (index < 0) return lost();
  const entity = DATA.entities[index];
  const other = page.lang === "ar" ? entity.en : entity.ar;
  const events = LINKS.events[index];
  const mates = partners(index);
  const names = entity.names.filter((name) => name !== entity.ar);
  return [
    crumb("entities"),
    el("header", { class: "page-head" },
      el("div", { class: "badges" }, el("span", { class: `chip e-${entity.type}` }, entityKind(entity))),
      el("h1", null, bdi(entityName(entity))),
      other && other !== entityName(entity) ? el("p", { class: "other-title" }, bdi(other)) : null,
      el("dl", { class: "facts" },
        row(t("ui.country"), entity.country ? [bdi(countryName(entity.country)), " ", code(entity.country)] : null),
        row(t("ui.titles"), joined(entity.titles.map((title) => bdi(title)), " · ")),
        row(t("ui.names_met"), joined(names.map((name) => bdi(name)), " · ")))),
    el("div", { class: "columns" },
      section(`${t("ui.its_events")} (${events.length})`, events.length ? eventList(events) : el("p", { class: "quiet" }, t("ui.no_events"))),
      section(t("ui.appears_with"), mates.length ? el("ul", { class: "mates" }, mates.slice(0, 40).map(([mate, n]) =>
        el("li", null, chip(mate), " ", el("span", { class: "quiet" }, count("events", n))))) : null)),
    section(t("ui.how_named"), namingTable(index)),
    section(t("ui.why_joined"), entity.why.length ? el("ul", { class: "steps" }, entity.why.map((why) => el("li", null, bdi(why)))) : null),
  ];
}

function entitiesView({ params }) {
  const words = fold(params.q ?? "");
  const type = params.type ?? "";
  const found = DATA.entities.map((_, index) => index).filter((index) => {
    const entity = DATA.entities[index];
    return (!type || entity.type === type) && (!words || fold([entity.ar, entity.en ?? "", ...entity.names, ...entity.titles].join("\n")).includes(words));
  });
  found.sort((a, b) => LINKS.events[b].length - LINKS.events[a].length || a - b);
  const box = el("ul", { class: "entities" });
  growing(box, found, (index) => {
    const entity = DATA.entities[index];
    const other = page.lang === "ar" ? entity.en : entity.ar;
    return el("li", null, chip(index), other && other !== entityName(entity) ? el("span", { class: "quiet" }, bdi(other)) : null,
      el("span", { class: "quiet" }, entityKind(entity), entity.country ? [" · ", bdi(countryName(entity.country))] : null),
      el("span", { class: "tail" }, count("events", LINKS.events[index].length)));
  });
  const choice = (value, text) => el("a", {
    class: "toggle", href: href("entities", null, { q: params.q ?? "", type: value }), "aria-current": type === value ? "true" : null,
  }, text);
  return [
    el("h1", null, t("ui.entities")),
    el("nav", { class: "toggles", "aria-label": t("ui.type") }, choice("", t("ui.all")), Object.keys(STRINGS.type).map((value) => choice(value, label("type", value)))),
    el("p", { class: "results", role: "status" }, `${count("entities", found.length)} · ${t("ui.sort_note")}`),
    found.length ? box : el("p", { class: "empty" }, t("ui.nothing")),
  ];
}
