/* By what the report was made, so that it can be made again. */

function about() {
  return section(
    "about",
    t("about"),
    el("p", {}, t("offline")),
    terms([
      [t("tool"), `egov-cloud-std ${data.tool}`],
      [t("as_of"), data.as_of],
    ], { class: "facts" }),
    table(t("profiles"), [t("profiles"), t("version"), t("digest")], data.profiles.map((one) => [say(one.title), one.version, code(one.digest)]), { class: "digests" }),
    data.units.length ? table(t("file"), [t("file"), t("unit"), t("digest")], data.units.slice(0, PRINTED).map((one) => [typed(one.file), typed(unitName(one)), code(one.digest)]), { class: "digests" }) : null,
  );
}
