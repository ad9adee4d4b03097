// The timeline: events by date, grouped by year and month.

const MOST_CHIPS = 7;

function timelineRow(index) {
  const event = DATA.events[index];
  const chips = event.participants.slice(0, MOST_CHIPS).map(([entity, role]) => chip(entity, role));
  const more = event.participants.length - MOST_CHIPS;
  return el("li", { class: `event k-${event.kind} s-${event.status}-line` },
    el("div", { class: "event-date" }, dateNode(event.date)),
    el("div", { class: "event-main" },
      el("div", { class: "event-head" },
        el("h4", null, el("a", { href: href("event", event.id) }, bdi(eventTitle(event)))),
        el("span", { class: "badges" }, kindBadge(event.kind), statusBadge(event.status))),
      chips.length ? el("div", { class: "chips" }, chips, more > 0 ? el("span", { class: "quiet" }, count("more", more)) : null) : null,
      el("div", { class: "event-foot" },
        event.place >= 0 ? chip(event.place) : null,
        witnesses(event),
        event.disagreements.length ? el("span", { class: "disputed" }, t("ui.disputed")) : null)));
}

// A row, under a new heading where its year or month differs from the row before.
function timelineGroup(list_, index, previous) {
  const [year, month] = shelf(DATA.events[index].date);
  const [yearBefore, monthBefore] = previous === undefined ? [null, null] : shelf(DATA.events[previous].date);
  if (year !== yearBefore) add(list_, [el("h2", { class: "year-head" }, year || t("ui.undated"))]);
  if (year && (year !== yearBefore || month !== monthBefore))
    add(list_, [el("h3", { class: "month-head" }, month ? label("month", month) : t("ui.month_unknown"))]);
  const last = list_.lastElementChild;
  const rows = last && last.matches("ol") ? last : add(list_, [el("ol", { class: "events" })]).lastElementChild;
  add(rows, [timelineRow(index)]);
}

function timelineView({ params }) {
  const shown = passing(params).sort((a, b) => byDate(DATA.events[a], DATA.events[b]));
  const box = el("div", { class: "timeline" });
  const wide = matchMedia("(min-width: 800px)").matches;
  const active = [...MANY, ...ONE].some((name) => name !== "q" && params[name] !== undefined);
  const results = el("p", { class: "results", role: "status" }, count("events", shown.length));
  if (shown.length) growing(box, shown, (index, previous) => timelineGroup(box, index, previous));
  else add(box, [el("p", { class: "empty" }, t(DATA.events.length ? "ui.nothing" : "ui.nothing_yet"))]);
  return [
    el("h1", { class: "unseen" }, t("ui.timeline")),
    el("details", { class: "filter-box", open: wide || active || page.filtersOpen, ontoggle: ({ target }) => { page.filtersOpen = target.open; } },
      el("summary", null, t("ui.filters")), filterForm(params)),
    chartNode(params), results, box,
  ];
}
