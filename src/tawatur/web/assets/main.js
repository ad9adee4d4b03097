// The frame around the views, and the way from an address to its view.

const VIEWS = {
  timeline: timelineView, event: eventView, article: articleView, entity: entityView, entities: entitiesView, documents: documentsView,
  framing: framingView, announcements: announcementsView, agreements: agreementsView, chains: chainsView, copies: copiesView,
  disagreements: disagreementsView,
};
const SEARCHED = [
  "timeline", "entities", "documents", "framing", "disagreements", "chains", "copies", "announcements", "agreements",
];

const lost = () => [el("p", { class: "empty" }, t("ui.not_found")), el("p", null, el("a", { href: href("timeline") }, t("ui.timeline")))];

// This address in the other language.
function inLanguage(lang) {
  const { view, id, params } = address();
  const before = page.lang;
  page.lang = lang;
  const { lang: _, ...rest } = params;
  const out = view === "timeline" && id === null ? filterHash(rest) : href(view, id, rest);
  page.lang = before;
  return out;
}

function languageSwitch() {
  const names = [["ar", "العربية"], ["en", "English"]];
  return el("nav", { class: "languages", "aria-label": t("ui.language") }, names.map(([lang, name]) =>
    el("a", { href: inLanguage(lang), lang, hreflang: lang, "aria-current": page.lang === lang ? "true" : null }, name)));
}

function searchBox({ view, params }) {
  const here = SEARCHED.includes(view) ? view : "timeline";
  let waiting = 0;
  const go = (words) => {
    clearTimeout(waiting);
    const rest = withoutLang(here === view ? params : {});
    location.hash = here === "timeline" ? filterHash({ ...rest, q: words }) : href(here, null, { ...rest, q: words });
  };
  const input = el("input", {
    type: "search", id: "q", value: params.q ?? "", placeholder: t("ui.search_hint"), "aria-label": t("ui.search"), dir: "auto",
    oninput: ({ target }) => {
      clearTimeout(waiting);
      if (here === view) waiting = setTimeout(() => go(target.value.trim()), 250);
    },
  });
  return el("form", { role: "search", onsubmit: (event) => { event.preventDefault(); go(input.value.trim()); } }, input);
}

function head(where) {
  const active = { event: "timeline", article: "documents", entity: "entities" }[where.view] ?? where.view;
  const totals = [
    count("documents", DATA.documents.length),
    count("outlets", new Set(DATA.documents.map((doc) => doc.outlet).filter(Boolean)).size),
    count("events", DATA.events.length), count("entities", DATA.entities.length),
  ];
  return [
    el("div", { class: "bar-top" },
      el("a", { class: "brand", href: href("timeline") }, bdi(DATA.title)),
      el("p", { class: "totals" }, totals.map((words) => el("span", null, words)),
        DATA.aside.length ? el("a", { href: href("documents") }, count("aside", DATA.aside.length)) : null),
      languageSwitch()),
    el("div", { class: "bar-nav" },
      el("nav", { class: "sections", "aria-label": t("ui.main_nav") }, SEARCHED.map((name) =>
        el("a", { href: href(name), "aria-current": active === name ? "page" : null }, t("ui." + name)))),
      searchBox(where)),
  ];
}

function show() {
  const where = address();
  const moved = page.view !== where.view + "\u0000" + where.id;
  const focus = document.activeElement?.id ?? "";
  const cursor = focus === "q" ? document.activeElement.selectionStart : 0;
  page.view = where.view + "\u0000" + where.id;
  page.lang = where.params.lang === "en" ? "en" : "ar";
  page.after = null;
  for (const stop of page.clear.splice(0)) stop();
  clearPaint();
  document.documentElement.lang = page.lang;
  document.documentElement.dir = page.lang === "ar" ? "rtl" : "ltr";
  document.getElementById("skip").textContent = t("ui.skip");
  document.getElementById("foot").textContent = t("ui.made_by");
  document.getElementById("top").replaceChildren(...head(where));
  const content = document.getElementById("content");
  content.className = "view-" + where.view;
  content.replaceChildren();
  add(content, (own(VIEWS, where.view) ?? lost)(where));
  const title = content.querySelector("h1")?.textContent;
  document.title = [title, DATA.title].filter(Boolean).join(" · ");
  settle(moved, focus, cursor);
}

// Where the reader is after a change of view: at its top or at the place asked for; after a filter, where they were.
function settle(moved, focus, cursor) {
  if (moved) {
    scrollTo(0, 0);
    if (page.started) document.getElementById("content").focus({ preventScroll: true });
  } else {
    const field = document.getElementById(focus);
    page.refocus = field ? "" : focus;
    field?.focus({ preventScroll: true });
    if (focus === "q") field.setSelectionRange(cursor, cursor);
  }
  page.started = true;
  page.after?.();
}

document.getElementById("skip").addEventListener("click", (event) => {
  event.preventDefault();
  document.getElementById("content").focus();
});
addEventListener("hashchange", show);
show();
