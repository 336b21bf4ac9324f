/* What grading schemes of others come to, with their working. */

function withGradings() {
  return units().filter((unit) => unit.gradings.length);
}

function named(one) {
  return [say(one.title), one.subject ? [" ", typed(one.subject)] : null];
}

/* For the first screen: one line for each. */
function gradedInShort() {
  const graded = withGradings();
  if (!graded.length) return null;
  return el(
    "div",
    { class: "card" },
    el("h3", {}, t("gradings")),
    el("ul", { class: "plain" }, graded.flatMap((unit) => unit.gradings.map((one) =>
      el("li", {}, state.unit === null ? [typed(unitName(unit)), " · "] : null, named(one), " ", el("span", { class: "marks" }, outcome(one)))))),
    note(t("simulated")),
  );
}

function outcome(one) {
  const settled = one.outcome === "graded" || one.outcome === "measured";
  return el("span", { class: `outcome ${one.outcome}` }, settled ? say(one.concluded) : say(one.outcome_says), one.score && one.outcome !== "measured" ? ` ${t("score")} ${say(one.score_short)}` : null);
}

function gradings() {
  const graded = withGradings();
  if (!graded.length) return null;
  return section(
    "gradings",
    t("gradings"),
    note(t("simulated")),
    graded.map((unit) => unit.gradings.map((one, at) =>
      el("div", { class: "card" }, fold(`grading ${unit.file} ${at}`, [el("span", { class: "requires" }, state.unit === null ? [typed(unitName(unit)), " · "] : null, named(one)), outcome(one)], () => gradedAtLength(one))))),
  );
}

function gradedAtLength(one) {
  const list = (texts) => (texts.length ? el("ul", {}, texts.map((text) => el("li", {}, text))) : null);
  return terms([
    [say(one.outcome_says), typed(say(one.concluded))],
    [t("score"), one.score ? say(one.score) : null],
    [t("possible"), one.possible.map(say).join(t("comma"))],
    [t("steps"), one.working.length ? el("ol", {}, one.working.map((line) => el("li", {}, typed(say(line))))) : null],
    [t("states_missing"), list(one.missing.map(code))],
    [t("leaves_out"), list(one.leaves_out.map(say))],
    [t("holds"), say(one.holds)],
    [t("source"), say(one.source)],
    [t("version"), code(one.named)],
  ]);
}
