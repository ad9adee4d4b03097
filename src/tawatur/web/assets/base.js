// The data, the language, and how elements are made. All text reaches the page as text nodes, never as HTML.

const DATA = JSON.parse(document.getElementById("data").textContent);
const STRINGS = DATA.strings;
const page = { lang: "ar", view: "", clear: [] };

const own = (object, key) => (Object.prototype.hasOwnProperty.call(object, key) ? object[key] : undefined);

// The string `group.key` in the language shown, with {name} filled from values.
function t(path, values = {}) {
  const [group, key] = path.split(".");
  return fill(STRINGS[group][key][page.lang], values);
}

function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (all, name) => String(own(values, name) ?? all));
}

// The name of a value ("kind", "visit"); a value without a name is shown as it is.
function label(group, value) {
  const entry = own(STRINGS[group], value);
  return entry ? entry[page.lang] : String(value).replace(/_/g, " ");
}

// "3 وثائق": a number with its noun in the right plural.
function count(name, n) {
  const forms = STRINGS.count[name][page.lang];
  return fill(forms[new Intl.PluralRules(page.lang).select(n)] ?? forms.other, { n });
}

function el(tag, attributes, ...children) {
  const node = tag === "svg" || tag === "rect" || tag === "text" || tag === "line" || tag === "g"
    ? document.createElementNS("http://www.w3.org/2000/svg", tag)
    : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  add(node, children);
  return node;
}

function add(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return node;
}

// Text from the record inside a line of ours: isolated, so that neither disturbs the other's direction.
const bdi = (text, attributes) => el("bdi", attributes, text);

// A code, date or address: always left to right.
const code = (text) => el("code", { dir: "ltr" }, text);

function section(title, ...children) {
  const kept = children.flat(Infinity).filter((child) => child);
  return kept.length ? el("section", null, el("h2", null, title), kept) : null;
}

function row(term, ...values) {
  const kept = values.flat(Infinity).filter((value) => value);
  return kept.length ? el("div", { class: "row" }, el("dt", null, term), el("dd", null, kept)) : null;
}

function joined(nodes, mark) {
  return nodes.flatMap((node, at) => (at ? [mark, node] : [node]));
}

// Folded for search: marks, tatweel and hamza dropped, letter variants and digits unified.
function fold(text) {
  return text
    .normalize("NFKD")
    .replace(/[\p{Mn}\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069]/gu, "")
    .replace(/[ىی]/g, "ي").replace(/ة/g, "ه").replace(/ک/g, "ك").replace(/ٱ/g, "ا")
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .toLowerCase();
}

// Addresses inside the report: "#/view/id?params". The language stays in them, so that a link shows what was seen.
function href(view, id = null, params = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) if (value !== "" && value !== null) query.set(name, value);
  if (page.lang !== "ar") query.set("lang", page.lang);
  const tail = query.toString();
  return "#/" + view + (id === null ? "" : "/" + encodeURIComponent(id)) + (tail ? "?" + tail : "");
}

function address() {
  const [path, query = ""] = location.hash.replace(/^#\/?/, "").split("?");
  const slash = path.indexOf("/");
  let id = slash < 0 ? null : path.slice(slash + 1);
  try {
    id = id === null ? null : decodeURIComponent(id);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
  }
  const params = Object.fromEntries(new URLSearchParams(query));
  return { view: (slash < 0 ? path : path.slice(0, slash)) || "timeline", id, params };
}

const at = (list, id) => list.findIndex((one) => one.id === id);

const entityName = (entity) => (page.lang === "ar" ? entity.ar || entity.en : entity.en || entity.ar) || entity.id;
const eventTitle = (event) => (page.lang === "ar" ? event.ar || event.en : event.en || event.ar) || label("kind", event.kind);
const outletName = (doc) => doc.outlet || t("ui.no_outlet");
const docTitle = (doc) => doc.title || t("ui.no_title");

function countryName(code_) {
  const entry = own(DATA.countries, code_);
  return entry ? entry[page.lang] : code_;
}

const entityLink = (index, attributes = {}) =>
  el("a", { href: href("entity", DATA.entities[index].id), ...attributes }, bdi(entityName(DATA.entities[index])));
const eventLink = (index) => el("a", { href: href("event", DATA.events[index].id) }, bdi(eventTitle(DATA.events[index])));

// What stands against what, reckoned once.
const LINKS = (() => {
  const events = DATA.entities.map(() => []);
  DATA.events.forEach((event, index) => {
    const who = new Set(event.participants.map(([entity]) => entity));
    if (event.place >= 0) who.add(event.place);
    for (const entity of who) events[entity].push(index);
  });
  return { events };
})();
