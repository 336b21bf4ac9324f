/* The first screen: what was assessed, the figures, the areas, what matters most, what to state first. */

const WORST = 6; /* gaps that matter most */
const FIRST = 6; /* places to state first */

function overview() {
  if (regionAlone()) return regionOverview();
  return section(
    "overview",
    t("overview"),
    unitChoice(),
    data.units.length ? [figures(), state.unit === null ? null : areas(), el("div", { class: "columns" }, matters(ofUnit(findings), t("matters")), first()), byStatus()] : note(t("nothing_assessed")),
    gradedInShort(),
  );
}

/* With several units: which one is looked at. */
function unitChoice() {
  if (data.units.length < (data.region ? 1 : 2)) return null;
  const choice = el(
    "select",
    {
      id: "unit",
      change: (event) => {
        state.unit = event.target.value === "" ? null : Number(event.target.value);
        state.pages.clear();
        render();
        document.getElementById("unit").focus();
      },
    },
    el("option", { value: "" }, data.region ? t("whole_region", { name: unitName(across) }) : t("all_units")),
    data.units.map((unit, at) => el("option", { value: at, selected: state.unit === at }, unitName(unit))),
  );
  return el("p", { class: "choice" }, el("label", { for: "unit" }, t(data.region ? "node" : "unit")), choice);
}

function figure(label, value, help, kind = "") {
  return el("div", { class: `figure ${kind}` }, el("dt", {}, label), el("dd", { class: "value" }, value), el("dd", { class: "help" }, help));
}

function figures() {
  const counts = added(units().map((one) => one.counts.controls));
  const of = t("of_controls", { number: Object.values(counts).reduce((sum, one) => sum + one, 0) });
  const number = (names) => names.reduce((sum, name) => sum + (counts[name] || 0), 0);
  const score = state.unit === null ? null : units()[0].score;
  return el(
    "dl",
    { class: "figures" },
    score ? figure(t("filled_in"), score.filled_in, t("filled_in_help")) : figure(t("unit"), String(data.units.length), t("units_assessed", { units: data.units.length })),
    score ? figure(t("decided"), score.decided, t("decided_help")) : null,
    score ? figure(t("interval"), interval(score), t("interval_help"), "wide") : null,
    figure(t("problems"), [String(number(PROBLEMS)), el("small", {}, ` ${of}`)], t("problems_help"), number(PROBLEMS) ? "bad" : ""),
    figure(t("open_n"), [String(counts.not_stated || 0), el("small", {}, ` ${of}`)], t("not_stated_help")),
  );
}

/* How many controls ended in which status, in all and by severity. */
function byStatus() {
  const cell = (counts) => data.order.status.map((name) => el("td", { class: counts[name] ? "" : "none", "data-status": name }, String(counts[name] || 0)));
  const of = (name) => (regionAlone() ? data.region.severities[name] : added(units().map((one) => one.counts.severities[name])));
  return [el("h3", {}, t("by_status")), table(
    t("by_status"),
    [t("severity"), ...data.order.status.map((name) => status(name))],
    [[t("all"), ...cell(added(data.order.severity.map(of)))], ...data.order.severity.map((name) => [severity(name), ...cell(of(name))])],
    { class: "counts", id: "counts" },
  )];
}

function areas() {
  const unit = units()[0];
  return [
    el("h3", {}, t("areas")),
    hatch(),
    legend(),
    table(
      t("areas"),
      [t("area"), t("results"), t("filled_in"), t("decided"), t("interval")],
      unit.profiles.map((one) => [
        say(one.title),
        el("td", { class: "chart" }, bar(one)),
        one.score.filled_in,
        one.score.decided,
        el("td", { class: "range" }, span(one.score), el("span", {}, interval(one.score))),
      ]),
      { class: "areas", id: "areas" },
    ),
    unit.profiles.flatMap((one) => one.held).map((held) => note(say(held))),
  ];
}

const STACK = ["satisfied", "partly_satisfied", "not_satisfied", "not_stated", "not_assessed", "not_applicable"];

function legend() {
  const key = (name) => el("li", {}, svg("svg", { class: "key", "aria-hidden": "true" }, svg("rect", { width: "100%", height: "100%", class: `part ${name}` })), t(`status.${name}`));
  return el("ul", { class: "legend" }, STACK.map(key));
}

/* The pattern that marks what is not stated; the style names it. */
function hatch() {
  const line = svg("path", { d: "M0 0h6v6h-6z M0 6l6-6", class: "hatched" });
  return svg("svg", { class: "unseen", "aria-hidden": "true" }, svg("pattern", { id: "hatch", width: 6, height: 6, patternUnits: "userSpaceOnUse" }, line));
}

/* The controls of an area by status; what is not stated is hatched, so that colour is not the only sign. */
function bar(profile) {
  const counts = profile.counts.controls;
  const label = STACK.filter((name) => counts[name]).map((name) => `${t(`status.${name}`)} ${counts[name]}`);
  let x = 0;
  const parts = STACK.filter((name) => counts[name]).map((name) => {
    const width = (100 * counts[name]) / profile.controls;
    const here = x;
    x += width;
    return [
      svg("rect", { x: `${here}%`, width: `${width}%`, height: "100%", class: `part ${name}` }),
      width >= 7 ? svg("text", { x: `${here + width / 2}%`, y: "50%", class: `number ${name}` }, String(counts[name])) : null,
    ];
  });
  return svg("svg", { class: "bar", role: "img", "aria-label": label.join(t("comma")) }, parts);
}

/* The score interval on a scale from 0 to 100 %. */
function span(score) {
  if (score.drawn === null) return null;
  const [low, high] = score.drawn.map((share) => share * 100);
  return svg(
    "svg",
    { class: "span", "aria-hidden": "true" },
    svg("rect", { y: "42%", width: "100%", height: "16%", class: "scale" }),
    svg("rect", { x: `${low}%`, y: "15%", width: `${Math.max(high - low, 0.8)}%`, height: "70%", rx: "2", class: "within" }),
  );
}

/* Of these findings, the controls that matter most. */
function matters(among, title) {
  const controls = new Map();
  for (const one of among) {
    if (!PROBLEMS.includes(one.row[STATUS])) continue;
    const number = one.row[CONTROL];
    if (!controls.has(number)) controls.set(number, { control: one.control, status: one.row[STATUS], number: 0 });
    const found = controls.get(number);
    found.number += 1;
    if (one.row[STATUS] === "not_satisfied") found.status = "not_satisfied";
  }
  const rank = (one) => data.order.severity.indexOf(one.control.severity) * 10 + PROBLEMS.indexOf(one.status);
  const worst = [...controls.values()].sort((a, b) => rank(a) - rank(b) || b.number - a.number).slice(0, WORST);
  return el(
    "div",
    { class: "card" },
    el("h3", {}, title),
    worst.length
      ? el("ol", { class: "plain" }, worst.map((one) =>
          el("li", {},
            el("button", { type: "button", class: "link", click: () => showOnly({ text: one.control.id, status: new Set(PROBLEMS) }) }, say(one.control.requires)),
            el("span", { class: "marks" }, status(one.status), severity(one.control.severity), one.number > 1 ? el("span", { class: "times" }, t("subjects", { number: one.number })) : null))))
      : note(among.length ? t("no_problems") : t("no_gaps")),
  );
}

function first() {
  const places = missingPlaces();
  return el(
    "div",
    { class: "card" },
    el("h3", {}, t("first")),
    places.length
      ? [note(t("first_help")), el("ol", { class: "plain" }, places.slice(0, FIRST).map((one) =>
          el("li", {}, el("span", { class: "missing-place" }, code(told(one.text))), state.unit === null ? [" ", typed(unitName(one.unit))] : null,
            el("span", { class: "times" }, t("decides", { number: one.controls.size })))))]
      : note(t("nothing_missing")),
  );
}
