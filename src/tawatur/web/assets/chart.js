// Events per month (per year where too many years have events) as bars; a bar filters by its month or year.

const MOST_YEARS = 8;

// Whole numbers from the first to the last.
const span = (first, last) => Array.from({ length: last - first + 1 }, (_, index) => first + index);

// The bars' keys ("2021-11") in order, null where years without events are passed over.
function monthKeys(places) {
  const keys = places.map(([year, month]) => Number(year) * 12 + Number(month) - 1).sort((a, b) => a - b);
  const [first, last] = [keys[0], keys[keys.length - 1]];
  const years = [...new Set(keys.map((key) => Math.floor(key / 12)))];
  return years.flatMap((year, index) => {
    const months = span(Math.max(first, year * 12), Math.min(last, year * 12 + 11));
    const names = months.map((key) => `${String(year).padStart(4, "0")}-${String((key % 12) + 1).padStart(2, "0")}`);
    return index && years[index - 1] < year - 1 ? [null, ...names] : names;
  });
}

function yearKeys(places) {
  const years = places.map(([year]) => Number(year)).sort((a, b) => a - b);
  return span(years[0], years[years.length - 1]).map((year) => String(year).padStart(4, "0"));
}

// Bars [{key, words, solid, light}] in order of time, and how many events have no place among them.
function bars(indices, params) {
  const shelves = indices.map((index) => [shelf(DATA.events[index].date), DATA.events[index].status]);
  const yearsOf = (some) => new Set(some.map(([[year]]) => year)).size;
  const [from, to] = [edgeDay(params.from ?? "", false), edgeDay(params.to ?? "", true)].map((day) => day && day.slice(0, 4));
  let drawn = shelves.filter(([[, month]]) => month);
  if (yearsOf(drawn) > MOST_YEARS && from && to) drawn = drawn.filter(([[year]]) => year >= from && year <= to);
  const byYear = yearsOf(drawn) > MOST_YEARS;
  if (byYear) drawn = shelves.filter(([[year]]) => year);
  if (!drawn.length) return { bars: [], byYear, leftOut: 0 };
  const places = drawn.map(([place]) => place);
  const keys = byYear ? yearKeys(places) : monthKeys(places);
  const out = keys.map((key) => ({ key, words: key ? edtfWords(key) : "", solid: 0, light: 0 }));
  const byKey = new Map(out.map((bar) => [bar.key, bar]));
  for (const [[year, month], status] of drawn)
    byKey.get(byYear ? year : `${year}-${month}`)[status === "occurred" || status === "ongoing" ? "solid" : "light"] += 1;
  return { bars: out, byYear, leftOut: shelves.length - drawn.length };
}

function barNode(bar, x, width, scale, height, params) {
  const total = bar.solid + bar.light;
  const chosen = params.from === bar.key && params.to === bar.key;
  const go = () => {
    const { from, to, ...rest } = params;
    location.hash = filterHash(chosen ? rest : { ...rest, from: bar.key, to: bar.key });
  };
  const box = el("g", {
    class: chosen ? "bar chosen" : "bar", id: "bar-" + bar.key, role: total ? "button" : null, tabindex: total ? 0 : null,
    "aria-pressed": total ? String(chosen) : null, "aria-label": total ? `${bar.words}: ${count("events", total)}` : null,
    onclick: total ? go : null,
    onkeydown: total ? (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      go();
    } : null,
  });
  if (!total) return box;
  const inner = Math.max(1, width - (width > 6 ? 2 : 0.5));
  const [solid, light] = [bar.solid * scale, bar.light * scale];
  const hint = document.createElementNS("http://www.w3.org/2000/svg", "title");
  hint.textContent = `${bar.words}: ${count("events", total)}`;
  add(box, [
    hint,
    el("rect", { class: "hit", x, y: 0, width, height }),
    el("rect", { class: "solid", x, y: height - solid, width: inner, height: solid }),
    el("rect", { class: "light", x, y: height - solid - light, width: inner, height: light }),
  ]);
  return box;
}

// What stands under a bar: the year at its first bar, else the number of the month where there is room.
function tick(bar, before, width) {
  if (!bar.key) return "…";
  const year = bar.key.slice(0, 4);
  if (!before?.key || before.key.slice(0, 4) !== year) return year;
  return width >= 22 ? String(Number(bar.key.slice(5))) : "";
}

function drawChart(data, params, total, name) {
  const [height, foot, back] = [64, 22, page.lang === "ar"];
  const width = Math.min(34, total / data.bars.length);
  const most = Math.max(...data.bars.map((bar) => bar.solid + bar.light));
  const place = (index) => (back ? total - (index + 1) * width : index * width);
  const edges = back ? [total - width * data.bars.length, total] : [0, width * data.bars.length];
  const svg = el("svg", { width: total, height: height + foot, role: "group", "aria-label": name, direction: "ltr" },
    el("line", { class: "axis", x1: edges[0], x2: edges[1], y1: height + 0.5, y2: height + 0.5 }));
  let free = -Infinity;
  data.bars.forEach((bar, index) => {
    add(svg, [barNode(bar, place(index), width, (height - 4) / most, height, params)]);
    const words = tick(bar, data.bars[index - 1], width);
    if (!words || index * width < free) return;
    free = index * width + words.length * 7.5 + 3;
    const anchor = words.length > 2 ? { x: place(index) + (back ? width : 0), "text-anchor": back ? "end" : "start", class: "year" }
      : { x: place(index) + width / 2, "text-anchor": "middle" };
    add(svg, [el("text", { y: height + 16, ...anchor }, words)]);
  });
  return svg;
}

function chartNode(params) {
  const data = bars(passing(params, "date"), params);
  if (data.bars.length < 2) return null;
  const name = t(data.byYear ? "ui.chart_years" : "ui.chart");
  const frame = el("div", { class: "bars" });
  let drawn = 0;
  const watch = new ResizeObserver(([entry]) => {
    const total = Math.floor(entry.contentRect.width);
    if (total === 0 || total === drawn) return;
    drawn = total;
    frame.replaceChildren(drawChart(data, params, total, name));
    if (page.refocus) document.getElementById(page.refocus)?.focus({ preventScroll: true });
    page.refocus = "";
  });
  watch.observe(frame);
  page.clear.push(() => watch.disconnect());
  return el("figure", { class: "chart" }, frame,
    el("figcaption", null, el("span", null, name),
      el("span", { class: "key" }, t("ui.chart_solid")), el("span", { class: "key pale" }, t("ui.chart_light")),
      data.leftOut ? el("span", null, t("ui.chart_left_out", { n: data.leftOut })) : null,
      params.from || params.to ? el("a", { href: filterHash({ ...params, from: "", to: "" }) }, t("ui.clear_dates")) : null));
}
