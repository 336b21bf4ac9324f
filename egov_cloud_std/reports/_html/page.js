/* The page: its head, its sections in order, the language, and paper. */

/* A section gives an element, or nothing where there is nothing to say. */
const SECTIONS = [overview, treeSection, trendSection, unitsByAreas, failingSection, lookedUp, gradings, findingsSection, missing, questionsSection, claimsSection, working, inputs, waivers, baseline, about];

const LANGS = { zh: "zh-CN", en: "en" };

function masthead() {
  const one = state.unit === null ? null : data.units[state.unit];
  const name = one || across ? unitName(one || across) : "";
  return el(
    "header",
    { class: "masthead" },
    el("div", { class: "tools" }, languages(), el("button", { type: "button", class: "print", click: () => window.print() }, t("print"))),
    el("p", { class: "kind" }, t(across ? "region_report" : "report"), one && across ? [" · ", el("button", { type: "button", class: "link", id: "back", click: () => chooseUnit(null) }, t("whole_region", { name: unitName(across) }))] : null),
    el("h1", {}, name ? typed(name) : data.units.length ? t("units_assessed", { units: data.units.length }) : t("nothing_assessed")),
    terms(
      [
        [t("as_of"), data.as_of],
        [t("unit_id"), one && one.unit ? typed(one.unit) : null],
        [t("file"), one ? typed(one.file) : null],
        [t("region"), across && !one ? typed(across.unit) : null],
        [t("region_file"), across && !one && across.file ? typed(across.file) : null],
        [t("weighed_by"), across && !one && data.region.weighed_by ? typed(data.region.weighed_by) : null],
        [t("profiles"), data.profiles.map((profile) => say(profile.title)).join(t("comma"))],
      ],
      { class: "facts" },
    ),
    el("p", { class: "self-check", role: "note" }, say(data.notice)),
  );
}

function languages() {
  const button = (lang, word) =>
    el(
      "button",
      {
        type: "button", lang: LANGS[lang], id: `lang-${lang}`, "aria-pressed": String(state.lang === lang),
        click: () => {
          state.lang = lang;
          render();
          document.getElementById(`lang-${lang}`).focus();
        },
      },
      word,
    );
  return el("div", { class: "languages", role: "group", "aria-label": t("language") }, button("zh", "中文"), button("en", "English"));
}

function contents(sections) {
  return el(
    "nav",
    { class: "contents", "aria-label": t("contents") },
    el("ul", {}, sections.map((one) => el("li", {}, el("a", { href: `#${one.id}`, click: (event) => (event.preventDefault(), goTo(one.id)) }, one.querySelector("h2").textContent)))),
  );
}

function render() {
  const page = document.getElementById("page");
  const top = window.scrollY;
  document.documentElement.lang = LANGS[state.lang];
  const sections = SECTIONS.map((make) => make()).filter(Boolean);
  page.replaceChildren(
    el("a", { class: "skip", href: "#findings", click: (event) => (event.preventDefault(), goTo("findings")) }, t("skip")),
    masthead(),
    contents(sections),
    el("main", { id: "main" }, sections),
    el("footer", {}, el("p", {}, say(data.notice)), el("p", {}, `egov-cloud-std ${data.tool} · ${data.as_of}`)),
  );
  document.title = `${page.querySelector("h1").textContent} · ${t("report")}`;
  window.scrollTo(0, top);
}

/* On paper everything that matches is printed, and opened. */
function forPaper(printing) {
  state.printing = printing;
  render();
}

window.addEventListener("beforeprint", () => forPaper(true));
window.addEventListener("afterprint", () => forPaper(false));
render();
document.body.dataset.ready = "true";
