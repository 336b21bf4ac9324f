/* One finding: a line to open, and everything there is to say of it. */

function finding(one, list) {
  const { row, control, unit } = one;
  const asks = list === "questions";
  const rest = row[REST];
  const head = [
    el("span", { class: "marks" }, status(row[STATUS], asks), severity(control.severity)),
    el(
      "span",
      { class: "what" },
      el("span", { class: "requires" }, say(control.requires)),
      el(
        "span",
        { class: "where" },
        state.unit === null ? el("span", {}, typed(unitName(unit))) : null,
        el("span", {}, profileTitle(control.profile)),
        row[SUBJECT] ? el("span", { class: "subject" }, typed(row[SUBJECT])) : null,
        el("span", { class: "place" }, typed(placeOf(row))),
        rest.waiver ? el("span", { class: "flag" }, t("waived")) : null,
        rest.known ? el("span", { class: "flag" }, t("known_short")) : null,
      ),
    ),
  ];
  return el("li", { class: `finding ${asks ? "asks" : row[STATUS]}` }, fold(`${list} ${row[FINGERPRINT]}`, head, () => detail(one)));
}

function detail({ row, control, unit }) {
  const rest = row[REST];
  return [
    el("div", { class: "seen" }, row[MARKED].length ? excerpt(row[LINE], row[MARKED]) : null, notes(row[SAID])),
    rest.seen ? rest.seen.map(([word, said, file, line, column, marked]) => elsewhere(told(word), said, file, line, column, marked)) : null,
    rest.found ? rest.found.map(([said, file, line, column, marked]) => elsewhere("", said, file, line, column, marked)) : null,
    terms([
      [t("claimed"), rest.claimed ? typed(rest.claimed) : null],
      [t("fix"), rest.fix === undefined ? say(control.fix) : told(rest.fix)],
      [t("nearest"), rest.nearest ? rest.nearest.map((line) => el("div", {}, typed(told(line)))) : null],
      [t("why"), say(control.why)],
      [t("source"), sourcesOf(control)],
      [t("lowered_by"), control.lowered_by.length ? el("ul", {}, control.lowered_by.map((text) => el("li", {}, say(text)))) : null],
      [t("support"), t(`support.${row[SUPPORT]}`)],
      [t("waiver"), waiverOf(rest, control)],
      [t("baseline"), rest.known ? t("known") : null],
      [t("calendar"), (rest.calendar || []).map(told)],
      [t("beside"), rest.beside ? el("ul", {}, rest.beside.map(([place, file, line, column]) => el("li", {}, code(place), " ", typed(placed(file, line, column))))) : null],
      [t("related"), relatedTo(row[CONTROL], unit)],
      [t("control"), [code(control.id), " ", typed(control.place)]],
      [t("duty"), t(`duty.${control.duty}`)],
      [t("command"), unit.typed === null ? null : code(`egov-check why ${control.id} ${unit.typed}`)],
      [t("fingerprint"), code(row[FINGERPRINT])],
    ]),
  ];
}

function notes(said) {
  return said.length ? el("ul", { class: "notes" }, said.map((number) => el("li", {}, typed(told(number))))) : null;
}

function elsewhere(word, said, file, line, column, marked) {
  return el(
    "div",
    { class: "seen" },
    el("p", { class: "at" }, word, typed(placed(file, line, column))),
    marked.length ? excerpt(line, marked) : null,
    notes([said]),
  );
}

function sourcesOf(control) {
  return el(
    "ul",
    {},
    control.sources.map(([zh, en, url]) => el("li", {}, say([zh, en]), url ? [" ", el("span", { class: "url" }, url)] : null)),
  );
}

function waiverOf(rest, control) {
  if (!rest.waiver) return control.waivable ? null : t("not_waivable");
  const [reason, approver, start, end, place] = rest.waiver;
  return [typed(t("waiver_says", { reason, approver, start, end })), " ", typed(place)];
}

function relatedTo(number, unit) {
  const related = unit.related[number];
  if (!related) return null;
  return [
    el("ul", {}, related.map(([control, profile, relation, strength, its]) =>
      el("li", {}, status(its), " ", code(control), ` ${profileTitle(profile)} · ${t(`relation.${relation}`)} · ${t(`strength.${strength}`)}`))),
    el("span", { class: "note" }, t("related_help")),
  ];
}
