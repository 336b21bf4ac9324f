/* The findings: filters, how many match, and the list. */

const CHOICES = {
  area: (one) => one.control.profile,
  severity: (one) => one.control.severity,
  duty: (one) => one.control.duty,
  support: (one) => one.row[SUPPORT],
};

function freshFilter() {
  const present = new Set(findings.map((one) => one.row[STATUS]));
  const problems = PROBLEMS.filter((name) => present.has(name));
  return { text: "", status: new Set(problems.length ? problems : data.order.status.filter((name) => present.has(name))), order: "worst", area: "", severity: "", duty: "", support: "" };
}

/* Shows the findings that match, and nothing else of what was chosen before. */
function showOnly(choice) {
  state.filter = { ...freshFilter(), ...choice };
  state.pages.delete("findings");
  render();
  goTo("findings");
}

/* Everything of a finding that a reader may look for, in both languages; made when somebody first looks. */
function haystack(one) {
  if (one.haystack === undefined) {
    const { row, control, unit } = one;
    const rest = row[REST];
    const texts = [...row[SAID], ...(rest.seen || []).map((seen) => seen[1]), ...(rest.found || []).map((found) => found[0])];
    one.haystack = [control.id, ...control.requires, ...control.fix, row[SUBJECT], placeOf(row), unitName(unit), unit.unit, row[FINGERPRINT], ...row[MARKED], ...texts.flatMap((number) => data.texts[number])]
      .join("\n")
      .toLowerCase();
  }
  return one.haystack;
}

function matching() {
  const { filter } = state;
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  const chosen = Object.entries(CHOICES).filter(([name]) => filter[name]);
  const found = ofUnit(findings).filter(
    (one) => filter.status.has(one.row[STATUS]) && chosen.every(([name, of]) => of(one) === filter[name]) && words.every((word) => haystack(one).includes(word)),
  );
  return found.sort(ORDERS[filter.order]);
}

const compared = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const byPlace = (a, b) => compared(a.at, b.at) || compared(a.row[FILE], b.row[FILE]) || a.row[LINE] - b.row[LINE] || a.row[COLUMN] - b.row[COLUMN];
const ORDERS = {
  worst: (a, b) =>
    compared(data.order.severity.indexOf(a.control.severity), data.order.severity.indexOf(b.control.severity)) ||
    compared(data.order.status.indexOf(a.row[STATUS]), data.order.status.indexOf(b.row[STATUS])) ||
    a.row[CONTROL] - b.row[CONTROL] ||
    byPlace(a, b),
  place: byPlace,
  control: (a, b) => a.row[CONTROL] - b.row[CONTROL] || byPlace(a, b),
};

function findingsSection() {
  if (state.filter === null) state.filter = freshFilter();
  const list = el("div", { id: "findings-list" });
  const count = el("p", { role: "status", class: "count", id: "count" });
  const show = () => {
    const found = matching();
    const all = ofUnit(findings).length;
    count.textContent = all ? t("shown", { shown: found.length, all }) : t("no_findings");
    list.replaceChildren(found.length || !all ? paged("findings", found, (one) => finding(one, "gaps"), { class: "findings" }) : note(t("none_shown")));
  };
  const changed = () => {
    state.pages.delete("findings");
    show();
  };
  show();
  return section("findings", t("findings"), note(t("severity_note")), findings.length ? filters(changed) : null, count, list);
}

function filters(changed) {
  const { filter } = state;
  const labelled = (name, label, control) => el("div", { class: "field" }, el("label", { for: `filter-${name}` }, label), control);
  const choice = (name, options) =>
    el(
      "select",
      { id: `filter-${name}`, change: (event) => ((filter[name] = event.target.value), changed()) },
      options.map(([value, text]) => el("option", { value, selected: filter[name] === value }, text)),
    );
  const among = (name, order, text) => {
    const present = new Set(findings.map(CHOICES[name]));
    return choice(name, [["", t("any")], ...order.filter((one) => present.has(one)).map((one) => [one, text(one)])]);
  };
  let waiting = 0;
  const search = el("input", {
    type: "search", id: "filter-text", value: filter.text, placeholder: t("search_hint"), autocomplete: "off", spellcheck: "false",
    input: (event) => {
      filter.text = event.target.value;
      clearTimeout(waiting);
      waiting = setTimeout(changed, 120);
    },
    change: () => {
      clearTimeout(waiting);
      changed();
    },
  });
  const areas = data.profiles.map((one) => one.name).filter((name, at, all) => all.indexOf(name) === at);
  return el(
    "div",
    { class: "filters", role: "search", "aria-label": t("filter") },
    statuses(filter, changed),
    labelled("text", t("search"), search),
    labelled("area", t("area"), among("area", areas, profileTitle)),
    labelled("severity", t("severity"), among("severity", data.order.severity, (one) => t(`severity.${one}`))),
    labelled("duty", t("duty"), among("duty", data.order.duty, (one) => t(`duty.${one}`))),
    labelled("support", t("support"), among("support", data.order.support, (one) => t(`support.${one}`))),
    labelled("order", t("order"), choice("order", Object.keys(ORDERS).map((name) => [name, t(`order.${name}`)]))),
    el("button", { type: "button", class: "reset", click: () => showOnly({}) }, t("reset")),
  );
}

function statuses(filter, changed) {
  const counts = added(ofUnit(findings).map((one) => ({ [one.row[STATUS]]: 1 })));
  return el(
    "fieldset",
    { class: "statuses" },
    el("legend", {}, t("status")),
    data.order.status.filter((name) => counts[name]).map((name) =>
      el("label", { class: `tick ${name}` },
        el("input", { type: "checkbox", value: name, checked: filter.status.has(name), change: (event) => (event.target.checked ? filter.status.add(name) : filter.status.delete(name), changed()) }),
        t(`status.${name}`), " ", el("span", { class: "times" }, String(counts[name])))),
  );
}
