/* How one finds one's way in the tree of a region: what is above and below, and the keys of a treegrid. */

const [NODE_UNIT, NODE_NAME, NODE_LEVEL, NODE_DEPTH, NODE_SUBMISSION, NODE_AT, NODE_CARRIED, NODE_UNUSABLE, NODE_FILLED, NODE_DECIDED, NODE_SCORES] = Array(11).keys();

/* Worked out once: who stands above whom, where those below a unit end, how many controls fail in each cell. */
function grown({ nodes, failing, cells, areas }) {
  const above = [];
  const way = [];
  nodes.forEach((node, at) => {
    way.length = node[NODE_DEPTH];
    above.push(way.length ? way[way.length - 1] : -1);
    way.push(at);
  });
  const ends = nodes.map((_, at) => at + 1);
  const troubled = nodes.map((node) => data.order.submission[node[NODE_SUBMISSION]] !== "received");
  const counts = nodes.map(() => new Array(areas.length + 1).fill(0));
  for (const [cell, parts] of failing) {
    const seen = new Set();
    const area = areas.indexOf(data.controls[cells[cell][0]].profile) + 1;
    for (const [node] of parts) {
      for (let at = node; at >= 0 && !seen.has(at); at = above[at]) {
        seen.add(at);
        troubled[at] = true;
        counts[at][0] += 1;
        counts[at][area] += 1;
      }
    }
  }
  for (let at = nodes.length - 1; at >= 0; at -= 1) {
    if (above[at] < 0) continue;
    ends[above[at]] = Math.max(ends[above[at]], ends[at]);
    if (troubled[at]) troubled[above[at]] = true;
  }
  return { above, ends, troubled, failing: counts };
}

const UNFOLDED = 60; /* rows that are shown to begin with */
const ROWS = 300; /* rows that are shown at most, until more are asked for; so many are all unfolded on paper */
const tree = data.region && grown(data.region);
state.tree = data.region && { open: unfolded(data.region.nodes), only: false, rows: ROWS, at: 0, behind: null };

/* As many levels as fit on a screen or two are unfolded to begin with. */
function unfolded(nodes) {
  let depth = 0;
  while (nodes.some((node) => node[NODE_DEPTH] > depth) && nodes.filter((node) => node[NODE_DEPTH] <= depth + 1).length <= UNFOLDED) depth += 1;
  return new Set(nodes.flatMap((node, at) => (node[NODE_DEPTH] < depth ? [at] : [])));
}

function hasBelow(at) {
  return tree.ends[at] > at + 1;
}

function turned(at, show) {
  if (!state.tree.open.delete(at)) state.tree.open.add(at);
  state.tree.at = at;
  show();
  document.querySelector(`#tree-grid tr[data-at="${at}"]`).focus();
}

/* Arrows walk and fold as in any treegrid: rows first, then the cells of a row that can be pressed. */
function treeKey(event, show) {
  const row = event.target.closest("tbody tr");
  if (!row || event.ctrlKey || event.altKey || event.metaKey) return;
  const at = Number(row.dataset.at);
  const rows = [...row.parentElement.children];
  const stop = event.target === row ? -1 : event.target.closest("th, td").cellIndex;
  const stops = [...row.cells].filter((cell) => cell.querySelector("button")).map((cell) => cell.cellIndex);
  const go = (to, cell = -1) => {
    if (!to) return;
    row.tabIndex = -1;
    to.tabIndex = 0;
    state.tree.at = Number(to.dataset.at);
    ((cell >= 0 && to.cells[cell].querySelector("button")) || to).focus();
  };
  const open = hasBelow(at) && state.tree.open.has(at);
  const parent = () => rows.find((one) => Number(one.dataset.at) === tree.above[at]);
  const keys = {
    ArrowDown: () => go(rows[rows.indexOf(row) + 1], stop),
    ArrowUp: () => go(rows[rows.indexOf(row) - 1], stop),
    ArrowRight: () => (stop < 0 && hasBelow(at) && !open ? turned(at, show) : go(row, stops.find((one) => one > stop) ?? stop)),
    ArrowLeft: () => (stop >= 0 ? go(row, stops.findLast((one) => one < stop)) : open ? turned(at, show) : go(parent())),
    Home: () => (stop >= 0 ? go(row, stops[0]) : go(rows[0])),
    End: () => (stop >= 0 ? go(row, stops.at(-1)) : go(rows.at(-1))),
    Enter: () => hasBelow(at) && turned(at, show),
  };
  const act = keys[event.key];
  if (!act || (event.key === "Enter" && stop >= 0)) return;
  event.preventDefault();
  act();
}
