/* What is not stated, folded by place: one line for what is missing in many items of a list. A region is printed without what each place decides. */

function missing() {
  const places = missingPlaces();
  if (!places.length) return null;
  return section("missing", t("missing"), note(t("missing_help")), el("p", { class: "count" }, t("places", { number: places.length })),
    paged("missing", places, (place) => el("li", { class: "finding not_stated" }, fold(`missing ${place.key}`, placeHead(place), () => placeDetail(place), "h3", !regionAlone())), { class: "findings" }));
}

function placeHead({ text, line, unit, controls, items }) {
  const name = told(text);
  return [
    el("span", { class: "what" },
      el("span", { class: "missing-place" }, code(name)),
      el("span", { class: "where" },
        state.unit === null ? el("span", {}, typed(unitName(unit))) : null,
        name.includes(".") ? el("span", {}, t("line", { line })) : null,
        el("span", {}, t("decides", { number: controls.size })),
        name.includes("[…]") ? el("span", {}, t("items", { number: items })) : null)),
  ];
}

function placeDetail({ controls }) {
  return el("ul", { class: "plain" }, [...controls.values()].map((control) =>
    el("li", {}, el("button", { type: "button", class: "link", click: () => showOnly({ text: control.id, status: new Set(GAPS) }) }, say(control.requires)),
      el("span", { class: "marks" }, severity(control.severity), el("span", { class: "times" }, profileTitle(control.profile)), code(control.id)))));
}
