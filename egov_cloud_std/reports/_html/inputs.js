/* What there is to say of the input: files that could not be read, problems and remarks, waivers, the baseline. */

function inputs() {
  const problems = units().flatMap((unit) => unit.problems);
  const remarks = units().flatMap((unit) => unit.remarks);
  const quiet = !data.unread.length && !problems.length && !remarks.length && !(regionAlone() && data.region.notices.length);
  return section(
    "inputs",
    t("inputs"),
    el("p", {}, t("files", { read: data.assessed, unread: data.unread.length, others: data.passed_over })),
    quiet ? note(t("no_input_trouble")) : null,
    regionNotices(),
    notedList("unread", data.unread),
    notedList("input_problems", problems),
    notedList("remarks", remarks),
  );
}

function notedList(name, noted) {
  if (!noted.length) return null;
  return [el("h3", {}, t(name)), paged(name, noted, (one) => el("li", { class: "noted" }, notedOne(one)), { class: "plain" })];
}

function notedOne(one) {
  return [
    el("p", { class: "at" }, typed(one.at), one.refused ? [" ", el("span", { class: "flag" }, t("refused"))] : null),
    el("p", {}, typed(say(one.says))),
    one.marked.length ? excerpt(one.line, one.marked) : null,
    el("p", { class: "note" }, `${t("handle")}${t("colon")}`, typed(say(one.fix))),
  ];
}

function waivers() {
  const waived = ofUnit(findings).filter((one) => one.row[REST].waiver);
  if (!data.waivers.length && !waived.length && !data.notices.length) return null;
  return section(
    "waivers",
    t("waivers"),
    el("ul", {}, data.waivers.map((one) => el("li", {}, typed(t("waiver_file", one))))),
    waived.length ? [el("h3", {}, t("waived_gaps")), paged("waived", waived, (one) => finding(one, "waived"), { class: "findings" })] : null,
    notedList("notices", data.notices),
  );
}

function baseline() {
  const compared = data.baseline;
  if (compared === null) return null;
  const gone = ([control, unit, subject]) => el("li", {}, code(control), " ", typed(unit), " ", subject ? typed(subject) : t("platform"));
  return section(
    "baseline",
    t("baseline"),
    el("p", {}, typed(t("compared", { ...compared, stale: compared.stale.length }))),
    compared.stale.length ? [el("h3", {}, t("stale")), paged("stale", compared.stale, gone, { class: "plain" })] : null,
  );
}
