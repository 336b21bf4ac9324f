/* How far the region and its units came since the result that was named; nothing is compared that is not measured alike. */

function trendSection() {
  if (!regionAlone() || data.trend === null) return null;
  const { since, file, breaks, lines } = data.trend;
  const rows = (some) => some.map(([name, before, now, moved]) => [say(name) === "" ? t("whole") : typed(say(name)), say(before), say(now), moved]);
  const heads = [t("node"), since, data.as_of, t("moved")];
  const [whole, ...units] = lines;
  const [body, cut] = [el("div"), el("div")];
  const show = (count) => {
    body.replaceChildren(table(t("trend"), heads, rows([whole, ...units.slice(0, count)]), { class: "trend", id: "trend-table" }));
    cut.replaceChildren(...(count < units.length ? [el("p", { class: "note" }, t("rows_cut", { shown: count, all: units.length }), " ", el("button", { type: "button", class: "more", click: () => show(count + ROWS) }, t("rows_more")))] : []));
  };
  show(ROWS);
  return section(
    "trend",
    t("trend"),
    note([t("trend_help"), " ", typed(file)]),
    breaks.length ? el("div", { class: "note", id: "trend-breaks" }, el("p", {}, t("unlike")), el("ul", {}, breaks.map((one) => el("li", {}, say(one))))) : null,
    body,
    cut,
  );
}
