"use strict";
// A document: marks can be hidden by kind, and each tells what was read there.
(function () {
  const chinese = document.documentElement.dataset.language === "zh";
  const data = JSON.parse(document.getElementById("data").textContent);
  const text = document.getElementById("text");
  const detail = document.getElementById("detail");
  function words(zh, en) { return chinese ? zh : en; }
  function make(name, attributes, children) {
    const element = document.createElement(name);
    Object.entries(attributes || {}).forEach(function ([key, value]) { element.setAttribute(key, value); });
    [].concat(children === undefined ? [] : children).forEach(function (child) { if (child) element.append(child); });
    return element;
  }

  document.querySelectorAll("[data-kind]").forEach(function (box) {
    box.addEventListener("change", function () { text.classList.toggle("hide-" + box.dataset.kind, !box.checked); });
  });

  const kinds = { target: words("目标", "Target"), statistic: words("统计数", "Reported figure"), pairing: words("结对合作", "Cooperation") };
  function told(fact) {
    const list = make("dl", { class: "reading" });
    [
      [words("数值", "Value"), fact.as_written ? fact.value + " (" + fact.comparator + words("；原文：", "; as written: ") + fact.as_written + ")" : null],
      [words("类型", "Kind"), fact.type],
      [words("时间", "By"), fact.until],
      [words("各方", "Parties"), (fact.parties || []).join(words("、", ", "))],
      [words("状态", "Status"), fact.status],
    ].forEach(function ([name, value]) { if (value) list.append(make("dt", {}, name), make("dd", {}, value)); });
    const rule = data.rules[fact.rule_id];
    const page = { target: "targets.html#open=" + fact.id, pairing: "pairings.html#q=" + encodeURIComponent((fact.parties || []).join(" ")) }[fact.kind];
    return make("section", {}, [
      make("h3", {}, kinds[fact.kind]),
      make("p", { lang: "zh" }, make("b", {}, fact.what)),
      make("blockquote", { class: "clause", lang: "zh" }, make("mark", {}, fact.quote)),
      list,
      make("div", { class: "rule" }, [make("p", {}, make("code", {}, fact.rule_id)), rule ? make("p", {}, rule.reason) : null]),
      page ? make("p", {}, make("a", { href: page }, words("在表中打开", "Open it in the table"))) : null,
    ]);
  }

  text.addEventListener("click", function (event) {
    const mark = event.target.closest("a[data-facts]");
    if (!mark) return;
    event.preventDefault();
    const facts = mark.dataset.facts.split(" ").map(function (name) { return data.facts[name]; }).filter(Boolean);
    detail.replaceChildren(make("div", { class: "detail" }, [
      make("header", {}, [make("h2", { id: "detail-title" }, words("这里读出了什么", "What was read here")), make("button", { type: "button", class: "close" }, words("关闭", "Close"))]),
    ].concat(facts.map(told))));
    detail.showModal();
  });
  detail.addEventListener("click", function (event) { if (event.target === detail || event.target.closest(".close")) detail.close(); });
  document.documentElement.dataset.ready = "document";
})();
