/* Several units side by side, by area: a table whose cells say in numbers what their shade says. */

function unitsByAreas() {
  if (data.units.length < 2 || data.region) return null;
  const names = data.profiles.map((one) => one.name).filter((name, at, all) => all.indexOf(name) === at);
  const used = names.filter((name) => data.units.some((unit) => unit.profiles.some((one) => one.name === name)));
  return section("units", t("units"), note(t("units_help")), heatTable(used));
}

/* Looks at one unit, or at all of them again. */
function chooseUnit(at) {
  state.unit = at;
  state.pages.clear();
  render();
  goTo("overview");
}

function heatTable(names) {
  const shown = state.printing ? data.units : data.units.slice(0, 200);
  return [
    table(
      t("units"),
      [t("unit"), t("all"), ...names.map(profileTitle)],
      shown.map((unit, at) => [
        el("button", { type: "button", class: "link", click: () => chooseUnit(at) }, typed(unitName(unit))),
        heat(unit),
        ...names.map((name) => heat(unit.profiles.find((one) => one.name === name))),
      ]),
      { class: "heat", id: "heat" },
    ),
    shown.length < data.units.length ? note(t("units_cut", { shown: shown.length, all: data.units.length })) : null,
  ];
}

function heat(one) {
  if (!one) return el("td", { class: "heat none" }, "—");
  const counts = one.counts.controls;
  const share = one.score.share;
  const step = share === null ? "none" : `step${Math.min(4, Math.floor(share * 5))}`;
  const problems = PROBLEMS.reduce((sum, name) => sum + counts[name], 0);
  return el("td", { class: `heat ${step}` }, el("span", { class: "value" }, one.score.decided), el("small", {}, t("cell", { problems, open: counts.not_stated })));
}
