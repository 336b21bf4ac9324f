/* Lists of their own: what there is to ask, and what is claimed not to apply. */

function questionsSection() {
  const asked = ofUnit(questions);
  if (!asked.length) return null;
  return section("questions", t("questions"), note(t("questions_help")), paged("questions", asked, (one) => finding(one, "questions"), { class: "findings" }));
}

function claimsSection() {
  const claimed = ofUnit(claims);
  if (!claimed.length) return null;
  return section("claims", t("claims"), note(t("claims_help")), paged("claims", claimed, (one) => finding(one, "claims"), { class: "findings" }));
}
