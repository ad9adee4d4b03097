// Which events are shown: filters kept in the address, so that a view can be linked.

const MANY = ["kind", "status"];
const ONE = ["actor", "country", "outlet", "from", "to", "q"];

const list = (value) => (value ? value.split(",").filter(Boolean) : []);

// What an event is filtered by, reckoned when first asked for.
function facets(event) {
  if (!event.facets) {
    const who = event.participants.map(([entity]) => entity);
    const places = event.place >= 0 ? [event.place] : [];
    const named = [...who, ...places].map((index) => DATA.entities[index]);
    const tellings = event.tellings.map(([doc, one]) => [DATA.documents[doc], DATA.documents[doc].tellings[one]]);
    event.facets = {
      actor: new Set(named.map((entity) => entity.id)),
      country: new Set(named.map((entity) => entity.country).filter(Boolean)),
      outlet: new Set(tellings.map(([doc]) => doc.outlet ?? "")),
      words: fold([
        event.ar, event.en, label("kind", event.kind), ...event.names, ...event.topics.map((topic) => label("topic", topic)),
        ...named.flatMap((entity) => [entity.ar, entity.en ?? "", ...entity.names]),
        ...tellings.map(([doc, one]) => slice(doc, one.sentence[0], one.sentence[1])),
      ].join("\n")),
    };
  }
  return event.facets;
}

// Each test of the filters set, by the name of its parameter.
function tests(params) {
  const out = {};
  for (const name of MANY) {
    const wanted = list(params[name]);
    if (wanted.length) out[name] = (event) => wanted.includes(event[name]);
  }
  for (const name of ["actor", "country", "outlet"])
    if (params[name] !== undefined) out[name] = (event) => facets(event)[name].has(params[name]);
  const from = edgeDay(params.from ?? "", false);
  const to = edgeDay(params.to ?? "", true);
  if (from || to)
    out.date = ({ date }) =>
      shelf(date)[0] !== "" && (!from || (date.latest ?? "9") >= from) && (!to || (date.earliest ?? "0") <= to);
  const words = fold(params.q ?? "").split(/\s+/).filter(Boolean);
  if (words.length) out.q = (event) => words.every((word) => facets(event).words.includes(word));
  return out;
}

// Indices of the events that pass, one test left out where `except` names it.
function passing(params, except = null) {
  const checks = Object.entries(tests(params)).filter(([name]) => name !== except).map(([, check]) => check);
  return DATA.events.map((_, index) => index).filter((index) => checks.every((check) => check(DATA.events[index])));
}

function tally(indices, values) {
  const counts = new Map();
  for (const index of indices) for (const value of values(DATA.events[index])) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function change(params, name, value) {
  const next = { ...params, [name]: value };
  if (value === "" || value === null) delete next[name];
  location.hash = href("timeline", null, withoutLang(next));
}

const withoutLang = ({ lang, ...rest }) => rest;

function toggles(name, params) {
  const counts = tally(passing(params, name), (event) => [event[name]]);
  const wanted = list(params[name]);
  const values = Object.keys(STRINGS[name]).filter((value) => counts.get(value) || wanted.includes(value));
  return el("div", { class: "toggles", role: "group", "aria-label": t("ui." + name) },
    el("span", { class: "toggles-name" }, t("ui." + name)),
    values.map((value) => {
      const on = wanted.includes(value);
      const next = on ? wanted.filter((one) => one !== value) : [...wanted, value];
      return el("button", {
        type: "button", id: `f-${name}-${value}`, "aria-pressed": String(on), class: `toggle ${name === "kind" ? "k-" : "s-"}${value}`,
        onclick: () => change(params, name, next.join(",")),
      }, label(name, value), " ", el("span", { class: "n" }, counts.get(value) ?? 0));
    }));
}

function chooser(name, params, naming) {
  const counts = tally(passing(params, name), (event) => facets(event)[name]);
  const chosen = params[name];
  if (chosen !== undefined && !counts.has(chosen)) counts.set(chosen, 0);
  const options = [...counts].map(([value, n]) => [value, naming(value), n]);
  options.sort((a, b) => b[2] - a[2] || a[1].localeCompare(b[1], page.lang));
  return el("label", null, el("span", null, t("ui." + name)),
    el("select", {
      id: "f-" + name,
      onchange: ({ target }) => {
        const next = { ...params };
        delete next[name];
        if (target.selectedIndex > 0) next[name] = options[target.selectedIndex - 1][0];
        location.hash = filterHash(next);
      },
    },
    el("option", { value: "" }, t("ui.all")),
    options.map(([value, words, n]) => el("option", { value, selected: chosen === value }, `${words} (${n})`))));
}

// Like `href`, but an outlet that has no name ("") is a value and stays.
function filterHash(params) {
  const { outlet, ...rest } = withoutLang(params);
  const base = href("timeline", null, rest);
  return outlet === undefined ? base : base + (base.includes("?") ? "&" : "?") + new URLSearchParams({ outlet });
}

function dayField(name, params) {
  const value = params[name] ?? "";
  const wrong = value !== "" && edgeDay(value, false) === null;
  return el("label", null, el("span", null, t("ui." + name)),
    el("input", {
      id: "f-" + name, type: "text", inputmode: "numeric", dir: "ltr", value, size: 10, placeholder: "2021-11",
      title: t("ui.date_hint"), "aria-invalid": wrong ? "true" : null,
      onchange: ({ target }) => change(params, name, target.value.trim()),
    }));
}

function filterForm(params) {
  const active = [...MANY, ...ONE].some((name) => params[name] !== undefined);
  const nameOf = (id) => entityName(DATA.entities[at(DATA.entities, id)] ?? { id });
  return el("form", { class: "filters", "aria-label": t("ui.filters"), onsubmit: (event) => event.preventDefault() },
    toggles("kind", params), toggles("status", params),
    el("div", { class: "fields" },
      chooser("actor", params, nameOf),
      chooser("country", params, countryName),
      chooser("outlet", params, (name) => name || t("ui.no_outlet")),
      dayField("from", params), dayField("to", params),
      active ? el("a", { class: "button", href: href("timeline") }, t("ui.clear")) : null));
}
