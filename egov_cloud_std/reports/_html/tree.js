/* The tree of a region joined with a heat table: a row for each unit with all below it, a column for each area. */

function treeSection() {
  if (!regionAlone()) return null;
  const rows = el("tbody");
  const cut = el("div");
  const behind = el("div", { id: "behind" });
  const heads = [t("node"), t("filled_in"), t("all"), ...data.region.areas.map(profileTitle), t("carried")];
  const grid = el("table", { role: "treegrid", class: "heat tree", id: "tree-grid", "aria-label": t("tree") },
    el("thead", {}, el("tr", {}, heads.map((one) => el("th", { scope: "col" }, one)))), rows);
  const show = () => {
    const all = visible();
    const shown = all.slice(0, state.tree.rows);
    if (!shown.includes(state.tree.at)) state.tree.at = shown[0];
    rows.replaceChildren(...shown.map((at) => treeRow(at, all, opened)));
    cut.replaceChildren(...(shown.length < all.length ? [moreRows(shown.length, all.length, show)] : []));
  };
  const opened = (at, area) => {
    state.tree.behind = [at, area];
    behind.replaceChildren(...behindCell(at, area, closed));
    behind.firstChild.scrollIntoView({ block: "start" });
    behind.firstChild.focus({ preventScroll: true });
  };
  const closed = () => {
    const [at, area] = state.tree.behind;
    state.tree.behind = null;
    behind.replaceChildren();
    const row = grid.querySelector(`tr[data-at="${at}"]`);
    if (row) (row.querySelectorAll("button.cell")[area] || row).focus();
  };
  grid.addEventListener("keydown", (event) => treeKey(event, show));
  grid.addEventListener("click", (event) => {
    const twist = event.target.closest(".twist");
    if (twist) turned(Number(twist.closest("tr").dataset.at), show);
  });
  show();
  if (state.tree.behind && !state.printing) behind.append(...behindCell(...state.tree.behind, closed));
  return section("tree", t("tree"), note(t("tree_help")), treeTools(show), el("div", { class: data.region.nodes.length > UNFOLDED ? "frame tall" : "frame" }, grid), cut, behind);
}

function treeTools(show) {
  const { nodes } = data.region;
  const press = (name, nodesOpen) => el("button", { type: "button", click: () => ((state.tree.open = nodesOpen()), show()) }, t(name));
  return el(
    "p",
    { class: "tree-tools" },
    el("label", { class: "tick" }, el("input", { type: "checkbox", id: "only-problems", checked: state.tree.only, change: (event) => ((state.tree.only = event.target.checked), show()) }), t("only_problems")),
    nodes.some((_, at) => hasBelow(at)) ? [press("unfold_all", () => new Set(nodes.keys())), press("fold_all", () => new Set())] : null,
  );
}

function moreRows(shown, all, show) {
  return el("p", { class: "note" }, t("rows_cut", { shown, all }), " ", el("button", { type: "button", class: "more", click: () => ((state.tree.rows += ROWS), show()) }, t("rows_more")));
}

/* The units that are to be seen, in their order: those below one that is folded are not. */
function visible() {
  const { nodes } = data.region;
  const all = state.printing && nodes.length <= ROWS;
  const found = [];
  for (let at = 0; at < nodes.length; ) {
    const passed = state.tree.only && !tree.troubled[at];
    if (!passed) found.push(at);
    at = passed || !(all || state.tree.open.has(at)) ? tree.ends[at] : at + 1;
  }
  return found;
}

function treeRow(at, all, opened) {
  const node = data.region.nodes[at];
  const beside = all.filter((one) => tree.above[one] === tree.above[at]);
  const foldable = hasBelow(at);
  const lacks = submissionOf(node) !== "received";
  return el(
    "tr",
    {
      "data-at": at, "aria-level": node[NODE_DEPTH] + 1, "aria-posinset": beside.indexOf(at) + 1, "aria-setsize": beside.length,
      "aria-expanded": foldable ? String(state.printing || state.tree.open.has(at)) : null, tabindex: at === state.tree.at ? "0" : "-1",
    },
    el("th", { scope: "row" }, el("div", { class: `node depth${Math.min(node[NODE_DEPTH], 5)}` },
      foldable ? el("span", { class: "twist", "aria-hidden": "true" }) : null,
      unitLink(node, "-1"),
      lacks ? [" ", el("span", { class: `flag ${submissionOf(node)}` }, t(`submission.${submissionOf(node)}`))] : null,
      node[NODE_UNUSABLE] ? [" ", el("span", { class: "flag" }, t("unusable", { number: node[NODE_UNUSABLE] }))] : null)),
    el("td", { class: "rate" }, node[NODE_FILLED]),
    node[NODE_SCORES].map((score, area) => heatCell(at, area, score, opened)),
    el("td", {}, el("div", { class: "carried" }, carriedBy(node))),
  );
}

/* From whom a unit takes over conclusions, or why it takes over none. */
function carriedBy(node) {
  if (!node[NODE_CARRIED].length) return "—";
  const [carrier, whyNot] = node[NODE_CARRIED];
  const found = data.region.nodes.find((one) => one[NODE_UNIT] === carrier);
  return [el("span", { class: whyNot ? "" : "taken" }, t(whyNot ? "not_taken_over" : "takes_over"), " ", typed(found ? found[NODE_NAME] : carrier)), whyNot ? el("small", {}, typed(say(whyNot))) : null];
}

/* From what is certain to what is possible, and how many controls fail; shade and bar only repeat what is written. */
function heatCell(at, area, score, opened) {
  if (!score.length) return el("td", { class: "heat none" }, "—");
  const [low, high, lies, ...drawn] = score;
  const number = tree.failing[at][area];
  return el("td", { class: `heat ${lies}` },
    el("button", { type: "button", class: "cell", tabindex: "-1", click: () => opened(at, area) },
      el("span", { class: "value" }, `${low} – ${high}`), span({ drawn }), el("small", { class: number ? "bad" : "" }, t("cell_problems", { number }))));
}

/* The controls behind a cell that fail in its units. */
function behindCell(at, area, closed) {
  const { areas, failing, nodes } = data.region;
  const [begin, end] = [at, tree.ends[at]];
  const found = failing
    .filter((entry) => area === 0 || controlOf(entry).profile === areas[area - 1])
    .map((entry) => [entry, entry[1].filter((one) => one[PART_NODE] >= begin && one[PART_NODE] < end)])
    .filter(([, parts]) => parts.length);
  const title = t("behind", { unit: nodes[at][NODE_NAME], area: area ? profileTitle(areas[area - 1]) : t("all") });
  return [
    el("h3", { tabindex: "-1" }, typed(title)),
    el("p", { class: "tree-tools" }, el("span", { class: "times" }, t("behind_count", { controls: found.length, units: end - begin })), el("button", { type: "button", class: "close", click: closed }, t("close"))),
    found.length ? paged(`behind ${at} ${area}`, found, ([entry, parts]) => failingControl(entry, parts, `behind-${at}-${area}`, false), { class: "findings" }) : note(t("nothing_behind")),
  ];
}
