/* The working of every score: each control that counts, with its tally. */

function working() {
  if (regionAlone()) return regionWorking();
  if (!data.units.some((unit) => unit.profiles.length)) return null;
  return section(
    "working",
    t("working"),
    note(t("working_help")),
    units().map((unit) => [
      state.unit === null ? el("h3", {}, typed(unitName(unit))) : null,
      unit.profiles.map((profile) => el("div", { class: "card" }, fold(`working ${unit.file} ${profile.name}`, workingHead(profile), () => tallies(unit, profile), state.unit === null ? "h4" : "h3"))),
    ]),
  );
}

function workingHead(profile) {
  const { score } = profile;
  return el(
    "span",
    { class: "what" },
    el("span", { class: "requires" }, say(profile.title)),
    el("span", { class: "where" },
      el("span", {}, t("counted", { number: score.controls })),
      el("span", {}, `${t("filled_in")} ${score.filled_in}`),
      el("span", {}, `${t("decided")} ${score.decided}`),
      el("span", {}, `${t("interval")} ${interval(score)}`)),
  );
}

function tallies(unit, profile) {
  const rows = unit.working.filter(([number]) => data.controls[number].profile === profile.name);
  return table(
    `${t("working")} ${say(profile.title)}`,
    [t("control"), t("status"), t("satisfied_n"), t("failed_n"), t("open_n"), t("outside_n"), t("share")],
    rows.map(([number, its, subjects, tally]) => {
      const control = data.controls[number];
      const outside = (subjects.not_applicable || 0) + (subjects.not_assessed || 0);
      return [[say(control.requires), " ", code(control.id)], status(its, control.duty === "question"), ...(tally ? [...tally.map(String), String(outside), shareOf(tally)] : ["", "", "", "", t("in_no_score")])];
    }),
    { class: "tallies" },
  );
}

function shareOf([satisfied, failed, open]) {
  const of = satisfied + failed + open;
  if (!of) return "—";
  return open ? `${satisfied}/${of} – ${satisfied + open}/${of}` : `${satisfied}/${of}`;
}
