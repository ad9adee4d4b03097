// EDTF dates (ISO 8601-2, level 1) in words.

const PART = /^(\d{2}[\dX]{2})(?:-(\d\d|XX))?(?:-(\d\d|XX))?([~?%])?$/;

function readPart(text) {
  const found = PART.exec(text);
  if (!found) return null;
  return { year: found[1], month: found[2] ?? null, day: found[3] ?? null, doubt: found[4] ?? "" };
}

function partWords(part, { year = true, month = true } = {}) {
  let words;
  if (/X/.test(part.year)) words = fill(t("ui.decade"), { a: part.year.replace(/X/g, "0") });
  else if (part.month === "XX") words = t("ui.some_month", { a: part.year });
  else {
    words = [month && part.month ? label("month", part.month) : "", year ? part.year : ""].filter(Boolean).join(" ");
    if (part.day === "XX") words = t("ui.some_day", { a: words });
    else if (part.day) words = `${Number(part.day)} ${words}`.trim();
  }
  if (part.doubt === "~" || part.doubt === "%") words = t("ui.about", { a: words });
  if (part.doubt === "?" || part.doubt === "%") words = t("ui.uncertain", { a: words });
  return words;
}

const plain = (part) => !part.doubt && !/X/.test(part.year + (part.month ?? "") + (part.day ?? ""));

function rangeWords(from, to) {
  if (from === "" || from === "..") return t("ui.until", { b: edtfWords(to) });
  if (to === "" || to === "..") return t("ui.since", { a: edtfWords(from) });
  const [a, b] = [readPart(from), readPart(to)];
  if (!a || !b) return `${edtfWords(from)} – ${edtfWords(to)}`;
  const sameYear = plain(a) && plain(b) && a.year === b.year && a.month && b.month;
  if (sameYear && a.month === b.month && a.day && b.day) return `${Number(a.day)}–${partWords(b)}`;
  return `${partWords(a, { year: !sameYear })} – ${partWords(b)}`;
}

// "2021-11-24/2021-11-25" → "24–25 نوفمبر 2021". What can't be read is given back as it is.
function edtfWords(edtf) {
  const [from, to] = edtf.split("/");
  if (to !== undefined) return rangeWords(from, to);
  const part = readPart(edtf);
  return part ? partWords(part) : edtf;
}

// A date of the record in words; where only its bounds are known, the bounds.
function dateWords(date) {
  if (date.edtf) return edtfWords(date.edtf);
  if (date.earliest && date.latest)
    return t("ui.bounds", { a: edtfWords(date.earliest), b: edtfWords(date.latest) });
  if (date.earliest) return t("ui.not_before", { a: edtfWords(date.earliest) });
  if (date.latest) return t("ui.not_after", { b: edtfWords(date.latest) });
  return t("ui.unknown_date");
}

// The weekday of a date known to the day, else "".
function weekday(date) {
  if (!date.edtf || !/^\d{4}-\d\d-\d\d$/.test(date.edtf)) return "";
  const day = new Date(date.edtf + "T00:00:00Z").getUTCDay();
  return Number.isNaN(day) ? "" : label("weekday", String(day));
}

function dateNode(date, full = false) {
  const known = Boolean(date.edtf || date.earliest || date.latest);
  const words = [full ? weekday(date) : "", dateWords(date)].filter(Boolean).join(page.lang === "ar" ? " " : ", ");
  return el("span", { class: known ? "date" : "date unknown" }, bdi(words, { dir: page.lang === "ar" ? "rtl" : "ltr" }));
}

// Year and month that an event is listed under: ["2021", "11"], ["2021", ""], or ["", ""] where it has no date.
function shelf(date) {
  const first = (date.edtf ?? "").split("/").find((part) => readPart(part));
  const part = first ? readPart(first) : null;
  if (!part || /X/.test(part.year)) return ["", ""];
  return [part.year, part.month && /^(0\d|1[0-2])$/.test(part.month) ? part.month : ""];
}

// The first or last day that "2021", "2021-11" or "2021-11-24" stands for; null where it is no date.
function edgeDay(text, last) {
  const found = /^(\d{4})(?:-(\d\d?))?(?:-(\d\d?))?$/.exec(text.trim());
  if (!found) return null;
  const [year, month, day] = [found[1], found[2]?.padStart(2, "0"), found[3]?.padStart(2, "0")];
  if (day) return `${year}-${month}-${day}`;
  if (month) return `${year}-${month}-${last ? "31" : "01"}`;
  return last ? `${year}-12-31` : `${year}-01-01`;
}

// In order of time: by first possible day, then the narrower date; without a date last, by id.
function byDate(a, b) {
  const key = (event) => {
    const dated = shelf(event.date)[0] ? "0" : "1";
    const first = event.date.earliest ?? (event.date.edtf ?? "").split("/")[0];
    return [dated, first || "9", event.date.latest || "9", event.id].join("\u0001");
  };
  const [x, y] = [key(a), key(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}
