/* The data of the report, and what a reader has chosen to see. */

const data = JSON.parse(document.getElementById("data").textContent);

/* The places in a row: see _html_findings.py. */
const [CONTROL, STATUS, SUBJECT, FILE, LINE, COLUMN, MARKED, SAID, SUPPORT, FINGERPRINT, REST] = Array(11).keys();
const PROBLEMS = ["not_satisfied", "partly_satisfied"];
const GAPS = [...PROBLEMS, "not_stated"];

const state = {
  lang: data.lang,
  unit: data.units.length === 1 && data.region === null ? 0 : null,
  open: new Set(),
  pages: new Map(),
  printing: false,
  filter: null,
  tree: null,
};

/* What is found across the units of a region is the region's own: it stands beside its units as one more. */
const REGION = -1;
const across = data.region && { unit: data.region.id, name: data.region.name, file: data.region.file, typed: null, related: {}, gaps: data.region.gaps, questions: data.region.questions };

/* One of two languages. */
function say(pair) {
  return pair[state.lang === "zh" ? 0 : 1];
}

/* A text by its number. */
function told(number) {
  const text = data.texts[number];
  return typeof text === "string" ? text : say(text);
}

/* A phrase of the page, with values in it. */
function t(name, values = {}) {
  const phrase = data.words[name];
  if (phrase === undefined) throw new Error(`no words for ${name}`);
  return say(phrase).replace(/\{(\w+)\}/g, (_, key) => String(values[key]));
}

function unitName(unit) {
  return unit.name || unit.unit || unit.file;
}

function profileTitle(name) {
  const found = data.profiles.find((one) => one.name === name);
  return found ? say(found.title) : name;
}

/* The units that are looked at: the one that was chosen, or all. */
function units() {
  return state.unit === null ? data.units : [data.units[state.unit]];
}

/* Whether a region is looked at as a whole. */
function regionAlone() {
  return data.region !== null && state.unit === null;
}

/* Rows of one kind as findings, each with its unit. */
function listed(kinds) {
  return [...(across ? [[REGION, across]] : []), ...data.units.entries()].flatMap(([at, unit]) =>
    kinds.flatMap((kind) => (unit[kind] || []).map((row) => ({ row, unit, at, control: data.controls[row[CONTROL]] }))),
  );
}

const findings = listed(["gaps", "others"]);
const questions = listed(["questions"]);
const claims = listed(["claims"]);

function ofUnit(list) {
  return state.unit === null ? list : list.filter((one) => one.at === state.unit);
}

/* A place as editors read it, by the number of its file; in a workbook the cell. */
function placed(file, line, column) {
  const where = data.files[file];
  return typeof where === "string" ? `${where}:${line}:${column}` : `${where[0]}:${where[1]}!${letters(column)}${line}`;
}

function letters(column) {
  return column > 26 ? letters(Math.floor((column - 1) / 26)) + letters(((column - 1) % 26) + 1) : String.fromCharCode(64 + column);
}

function placeOf(row) {
  return placed(row[FILE], row[LINE], row[COLUMN]);
}

/* Places where something is to be stated: how many controls would be decided there, the most first. */
function missingPlaces() {
  const places = new Map();
  for (const one of ofUnit(findings)) {
    for (const [text, line] of one.row[REST].missing || []) {
      const key = `${one.at} ${text}`;
      if (!places.has(key)) places.set(key, { text, line, unit: one.unit, controls: new Map(), items: 0, key });
      const place = places.get(key);
      place.controls.set(one.row[CONTROL], one.control);
      place.items += 1;
    }
  }
  return [...places.values()].sort((a, b) => b.controls.size - a.controls.size || (told(a.text) < told(b.text) ? -1 : 1));
}

/* Adds up objects of numbers. */
function added(counts) {
  const sum = {};
  for (const one of counts) for (const [name, number] of Object.entries(one)) sum[name] = (sum[name] || 0) + number;
  return sum;
}
