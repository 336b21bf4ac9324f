/* Parts that sections are made of. */

const AT_ONCE = 50; /* rows on a page */
const PRINTED = 2000; /* rows that are printed of one list */

function section(id, title, ...children) {
  const heading = freshId();
  return el("section", { id, "aria-labelledby": heading }, el("h2", { id: heading, tabindex: "-1" }, title), children);
}

function note(text) {
  return el("p", { class: "note" }, text);
}

function status(name, asks = false) {
  const word = asks && PROBLEMS.includes(name) ? t("duty.question") : t(`status.${name}`);
  return el("span", { class: `status ${asks ? "asks" : name}` }, word);
}

function severity(name) {
  return el("span", { class: `severity ${name}` }, t(`severity.${name}`));
}

/* A button that opens what belongs to it. What is inside is made when it is first seen; on paper it is open unless said otherwise. */
function fold(key, head, body, tag = "h3", onPaper = true) {
  const open = (state.printing && onPaper) || state.open.has(key);
  const inside = el("div", { class: "inside", id: freshId(), hidden: !open });
  const button = el(
    "button",
    {
      type: "button",
      class: "opener",
      "aria-expanded": String(open),
      "aria-controls": inside.id,
      click: () => {
        const now = !state.open.delete(key);
        if (now) state.open.add(key);
        if (now && !inside.firstChild) inside.append(...[body()].flat(Infinity).filter(Boolean));
        inside.hidden = !now;
        button.setAttribute("aria-expanded", String(now));
      },
    },
    head,
  );
  if (open) inside.append(...[body()].flat(Infinity).filter(Boolean));
  return [el(tag, { class: "fold" }, button), inside];
}

/* A list in pages. `made` gives the element of one entry; the list is made anew when its page is turned. */
function paged(key, entries, made, attributes = {}) {
  const holder = el("div", { class: "paged" });
  const pages = Math.max(1, Math.ceil(entries.length / AT_ONCE));
  const show = (focus) => {
    const page = Math.min(state.pages.get(key) || 1, pages);
    const shown = state.printing ? entries.slice(0, PRINTED) : entries.slice((page - 1) * AT_ONCE, page * AT_ONCE);
    const list = el("ol", { ...attributes, start: state.printing ? 1 : (page - 1) * AT_ONCE + 1, tabindex: "-1" }, shown.map(made));
    const cut = state.printing && entries.length > shown.length;
    holder.replaceChildren(
      ...(cut ? [note(t("print_cut", { shown: shown.length, all: entries.length }))] : []),
      list,
      ...(pages > 1 && !state.printing ? [pager(key, page, pages, () => show(true))] : []),
    );
    if (focus) {
      list.focus({ preventScroll: true });
      holder.scrollIntoView({ block: "start" });
    }
  };
  show(false);
  return holder;
}

function pager(key, page, pages, show) {
  const step = (name, to) =>
    el("button", { type: "button", disabled: to < 1 || to > pages, click: () => (state.pages.set(key, to), show()) }, t(name));
  return el(
    "nav",
    { class: "pager", "aria-label": t("pages") },
    step("previous", page - 1),
    el("span", {}, t("page", { page, pages })),
    step("next", page + 1),
  );
}

/* A table: head cells, then rows whose first cell heads them. Wide tables scroll in a frame of their own. */
function table(caption, heads, rows, attributes = {}) {
  return el(
    "div",
    { class: "frame", role: "region", "aria-label": caption, tabindex: "0" },
    el(
      "table",
      attributes,
      el("caption", { class: "unseen" }, caption),
      el("thead", {}, el("tr", {}, heads.map((one) => el("th", { scope: "col" }, one)))),
      el(
        "tbody",
        {},
        rows.map(([first, ...cells]) =>
          el("tr", {}, el("th", { scope: "row" }, first), cells.map((one) => (one instanceof Element && one.tagName === "TD" ? one : el("td", {}, one)))),
        ),
      ),
    ),
  );
}

/* Terms and what belongs to each; entries without anything are left out. */
function terms(entries, attributes = {}) {
  const said = entries.filter(([, what]) => what !== null && what !== undefined && what !== "" && !(Array.isArray(what) && !what.length));
  return el("dl", attributes, said.map(([name, what]) => el("div", {}, el("dt", {}, name), el("dd", {}, what))));
}

/* A source line, its place marked. */
function excerpt(line, [before, marked, behind]) {
  return el(
    "pre",
    { class: "excerpt", dir: "ltr", tabindex: "0", "aria-label": t("line", { line }) },
    el("span", { class: "number", "aria-hidden": "true" }, `${line}`),
    el("code", {}, before, el("mark", {}, marked || "\u00a0"), behind),
  );
}

function interval(score) {
  return score.interval === null ? "—" : `${score.interval[0]} – ${score.interval[1]}`;
}

/* Goes to a section, for the eye and for the keyboard. */
function goTo(id) {
  const heading = document.querySelector(`#${id} h2`);
  if (!heading) return;
  heading.scrollIntoView({ block: "start" });
  heading.focus({ preventScroll: true });
}
