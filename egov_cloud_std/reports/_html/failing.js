/* The controls that fail in units, worst first; each opens to its units, with the line that decided it. */

const [PART_NODE, PART_STATUS, PART_OWN, PART_ORIGIN, PART_FILE, PART_LINE, PART_COLUMN] = Array(7).keys();

function failingSection() {
  if (!regionAlone()) return null;
  const { failing } = data.region;
  return section(
    "failing",
    t("failing"),
    note(t("failing_help")),
    failing.length ? paged("failing", failing, (entry) => failingControl(entry, entry[1], "failing", true), { class: "findings" }) : note(t("nothing_fails")),
  );
}

function cellOf([number]) {
  return data.region.cells[number];
}

function controlOf(entry) {
  return data.controls[cellOf(entry)[CELL_CONTROL]];
}

/* Goes to a control among those that fail, and opens it. */
function showFailing(entry) {
  state.pages.set("failing", Math.floor(data.region.failing.indexOf(entry) / AT_ONCE) + 1);
  state.open.add(`failing ${controlOf(entry).id}`);
  render();
  const found = document.getElementById(`failing-${controlOf(entry).id}`);
  found.scrollIntoView({ block: "start" });
  found.querySelector("button").focus({ preventScroll: true });
}

/* One control with the units where it fails: over the whole region with its cell, or of some units below. */
function failingControl(entry, parts, list, whole) {
  const cell = cellOf(entry);
  const control = controlOf(entry);
  const head = [
    el("span", { class: "marks" }, whole ? status(cell[CELL_STATUS]) : null, severity(control.severity)),
    el("span", { class: "what" },
      el("span", { class: "requires" }, say(control.requires)),
      el("span", { class: "where" },
        el("span", {}, profileTitle(control.profile)),
        el("span", {}, t("in_units", { number: parts.length })),
        whole ? el("span", {}, `${t("interval")} ${cell[CELL_ENDS].join(" – ") || "—"}`) : null)),
  ];
  const inside = () => [
    paged(`${list} ${control.id}`, parts, part, { class: "plain parts" }),
    terms([
      [t("fix"), say(control.fix)],
      [t("why"), say(control.why)],
      [t("how"), say(cell[CELL_HOW])],
      [t("status"), whole ? data.order.status.map((name, at) => (cell[CELL_UNITS][at] ? `${t(`status.${name}`)} ${cell[CELL_UNITS][at]}` : null)).filter(Boolean).join(t("comma")) : null],
      [t("source"), sourcesOf(control)],
      [t("control"), [code(control.id), " ", typed(control.place)]],
    ]),
  ];
  const worst = PROBLEMS.find((name) => parts.some((one) => data.order.status[one[PART_STATUS]] === name));
  return el("li", { class: `finding ${whole ? cell[CELL_STATUS] : worst}`, id: `${list}-${control.id}` }, fold(`${list} ${control.id}`, head, inside));
}

/* One unit's part: what it came to, what its own description says, whose description decided it, and where. */
function part(one) {
  const node = data.region.nodes[one[PART_NODE]];
  const origin = data.region.nodes[one[PART_ORIGIN]];
  const named = (number) => data.order.status[number];
  return el(
    "li",
    {},
    unitLink(node), el("span", { class: "marks" }, status(named(one[PART_STATUS]))),
    el("span", { class: "where" },
      el("span", {}, t("own"), " ", t(`status.${named(one[PART_OWN])}`)),
      origin === node ? null : el("span", { class: "taken" }, t("taken_over"), " ", typed(origin[NODE_NAME])),
      el("span", { class: "place" }, typed(placed(one[PART_FILE], one[PART_LINE], one[PART_COLUMN])))),
  );
}

/* Claims of carried units, each with what looking it up at the carrier came to. */
function lookedUp() {
  if (!regionAlone() || !data.region.claims.length) return null;
  const claim = ([number, ...one]) => {
    const made = part(one);
    made.prepend(el("p", { class: "requires" }, say(data.controls[number].requires), " ", code(data.controls[number].id)));
    return made;
  };
  return section("looked-up", t("looked_up"), note(t("looked_up_help")), paged("looked-up", data.region.claims, claim, { class: "plain parts" }));
}

/* A unit by name; where its own findings stand on this page, it leads to them. */
function unitLink(node, tabindex = null) {
  const at = data.units.findIndex((unit) => unit.unit === node[NODE_UNIT]);
  return at < 0 ? el("span", {}, nodeName(node)) : el("button", { type: "button", class: "link", tabindex, click: () => chooseUnit(at) }, nodeName(node));
}
