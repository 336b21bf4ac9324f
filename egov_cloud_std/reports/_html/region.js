/* The first screen of a region: what was sent in, the figures of the whole, its areas, what fails in its units. */

const [CELL_CONTROL, CELL_STATUS, CELL_ENDS, CELL_HOW, CELL_UNITS] = Array(5).keys();

function regionOverview() {
  const { failing, cells, scores } = data.region;
  const across = findings.filter((one) => one.at === REGION);
  return section(
    "overview",
    t("overview"),
    unitChoice(),
    regionFigures(failing.length, cells),
    submission(),
    leftOut(),
    el("h3", {}, t("areas")),
    table(
      t("areas"),
      [t("area"), t("filled_in"), t("decided"), t("interval")],
      data.region.areas.map((name, at) => [profileTitle(name), scores[at].filled_in, scores[at].decided, el("td", { class: "range" }, span(scores[at]), el("span", {}, interval(scores[at])))]),
      { class: "areas", id: "areas" },
    ),
    el("div", { class: "columns" }, failingInShort(failing), matters(across, t("across"))),
    byStatus(),
    gradedInShort(),
  );
}

function regionFigures(failing, cells) {
  const { nodes, score, file } = data.region;
  const of = t("of_controls", { number: cells.length });
  const received = nodes.filter((node) => submissionOf(node) === "received").length;
  const open = cells.filter((cell) => cell[CELL_STATUS] === "not_stated").length;
  return el(
    "dl",
    { class: "figures region" },
    figure(t("submission"), [String(received), el("small", {}, ` ${t(file ? "of_expected" : "of_units", { number: nodes.length })}`)], t("submission_help"), received < nodes.length ? "bad" : ""),
    figure(t("filled_in"), score.filled_in, t("filled_in_help")),
    figure(t("decided"), score.decided, t("decided_help")),
    figure(t("interval"), interval(score), t("interval_help"), "wide"),
    figure(t("failing_controls"), [String(failing), el("small", {}, ` ${of}`)], t("failing_controls_help"), failing ? "bad" : ""),
    figure(t("open_n"), [String(open), el("small", {}, ` ${of}`)], t("open_whole_help")),
  );
}

function submissionOf(node) {
  return data.order.submission[node[NODE_SUBMISSION]];
}

function nodeName(node) {
  const level = data.order.level.includes(node[NODE_LEVEL]) ? [el("span", { class: "level" }, t(`level.${node[NODE_LEVEL]}`)), " "] : null;
  return [level, typed(node[NODE_NAME])];
}

/* How the units were sent in; each that lacks is named, with its place. */
function submission() {
  const { nodes, unmatched } = data.region;
  const counts = added(nodes.map((node) => ({ [submissionOf(node)]: 1 })));
  const lacking = nodes.filter((node) => submissionOf(node) !== "received");
  return el(
    "div",
    { class: "card", id: "submission" },
    el("h3", {}, t("submission")),
    el("p", { class: "sent" }, data.order.submission.map((name) => el("span", {}, t(`submission.${name}`), " ", el("b", {}, String(counts[name] || 0))))),
    lacking.length || unmatched.length ? note(t("silence")) : null,
    lacking.length
      ? paged("submission", lacking, (node) =>
          el("li", {}, el("span", { class: `flag ${submissionOf(node)}` }, t(`submission.${submissionOf(node)}`)), " ", nodeName(node), " ", el("span", { class: "times" }, typed(node[NODE_UNIT])), " ", el("span", { class: "place" }, typed(node[NODE_AT]))), { class: "plain" })
      : null,
    unmatched.map((place) => el("p", {}, t("unmatched"), " ", el("span", { class: "place" }, typed(place)))),
  );
}

/* Of a large region the units' own findings stand in no page; the command that shows them does. */
function leftOut() {
  if (data.assessed <= data.units.length) return null;
  return el("p", { class: "note", id: "left-out" }, t("left_out", { number: data.assessed }), " ", code("egov-check FILE"));
}

function failingInShort(failing) {
  return el(
    "div",
    { class: "card" },
    el("h3", {}, t("failing_most")),
    failing.length
      ? el("ol", { class: "plain" }, failing.slice(0, WORST).map((entry) => {
          const control = controlOf(entry);
          return el("li", {},
            el("button", { type: "button", class: "link", click: () => showFailing(entry) }, say(control.requires)),
            el("span", { class: "marks" }, severity(control.severity), el("span", { class: "times" }, t("in_units", { number: entry[1].length }))));
        }))
      : note(t("nothing_fails")),
  );
}

/* What is wrong with the region's own file and with the tree. */
function regionNotices() {
  if (!regionAlone()) return null;
  return [data.region.differing.map((one) => note(say(one))), notedList("region_notices", data.region.notices)];
}

/* How each control of an area stands over the units: the working of the region's scores. */
function regionWorking() {
  return section(
    "working",
    t("working"),
    note(t("region_working_help")),
    data.region.areas.map((name, at) =>
      el("div", { class: "card" }, fold(`working region ${name}`, workingHead({ title: [profileTitle(name), profileTitle(name)], score: data.region.scores[at] }), () => cellsOf(name)))),
  );
}

function cellsOf(area) {
  const cells = data.region.cells.filter((cell) => data.controls[cell[CELL_CONTROL]].profile === area);
  return table(
    `${t("working")} ${profileTitle(area)}`,
    [t("control"), t("status"), t("how"), ...data.order.status.map((name) => t(`status.${name}`)), t("share")],
    cells.map((cell) => {
      const control = data.controls[cell[CELL_CONTROL]];
      return [[say(control.requires), " ", code(control.id)], status(cell[CELL_STATUS]), say(cell[CELL_HOW]), ...cell[CELL_UNITS].map(String), cell[CELL_ENDS].join(" – ") || "—"];
    }),
    { class: "tallies" },
  );
}
