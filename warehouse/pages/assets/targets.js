"use strict";
// The page of targets: what its table shows, and the detail of one target.
(function () {
  const { Table, read, make, words, rule, pairs, closeButton } = window.policydw;
  const LONGEST = 420;  // characters of a clause shown on each side of a quote
  const data = read("data");
  const none = words("（无）", "(none)");
  const listSign = words("、", ", ");

  function year(row) { return row.deadline ? row.deadline.slice(0, 4) : words("没有期限", "no deadline"); }
  function status(row) { return make("span", { class: "status " + row.status_code }, row.status); }

  // The clause with the quote marked in it, and the figure within the quote. Offsets count characters, not UTF-16 units.
  function clause(row) {
    const [, start, text] = data.clauses[row.clause_id];
    const characters = Array.from(text);
    const at = function (from, to) { return characters.slice(Math.max(0, from - start), Math.max(0, to - start)).join(""); };
    const from = Math.max(start, row.quote_start - LONGEST);
    const to = Math.min(start + characters.length, row.quote_end + LONGEST);
    const quote = row.char_start === null ? [at(row.quote_start, row.quote_end)] : [
      at(row.quote_start, row.char_start), make("b", {}, at(row.char_start, row.char_end)), at(row.char_end, row.quote_end),
    ];
    return make("div", { class: "clause", lang: "zh", tabindex: "0" }, [
      (from > start ? "…" : "") + at(from, row.quote_start),
      make("mark", {}, quote),
      at(row.quote_end, to) + (to < start + characters.length ? "…" : ""),
    ]);
  }

  function detail(row) {
    const [path] = data.clauses[row.clause_id];
    return [
      make("header", {}, [
        make("div", {}, [make("h2", { id: "detail-title", lang: "zh" }, row.metric), make("p", { class: "about" }, [status(row), " ", row.target_type, row.is_soft ? words(" · 软性目标", " · soft goal") : ""])]),
        closeButton(),
      ]),
      make("h3", {}, words("原文", "In the document")),
      make("p", { class: "small", lang: "zh" }, path),
      clause(row),
      make("p", { class: "small" }, [
        make("a", { href: "document-" + row.document_id + ".html#target-" + row.target_id }, words("在文件全文中查看", "See it in the whole document")),
        " · ", make("code", {}, row.source_file), words("，第 ", ", characters "), row.quote_start + "–" + row.quote_end, words(" 字", ""),
      ]),
      make("h3", {}, words("读出的内容", "What was read")),
      pairs([
        [words("数值", "Value"), !row.has_figure ? null : [make("b", {}, row.value_shown), " (" + row.comparator + words("；原文：", "; as written: "), make("span", { lang: "zh" }, row.quantity_text), ")"]],
        [words("单位", "Unit"), !row.has_figure ? null : row.unit],
        [words("基期值", "Baseline"), row.baseline_value === null ? null : row.baseline_value.toLocaleString()],
        [words("指标", "Indicator"), row.indicator],
        [words("期限", "Due"), row.deadline ? [row.deadline, " (" + row.deadline_kind + (row.deadline_text ? words("：", ": ") + row.deadline_text : "") + ")"] : none],
        [words("地区", "Region"), (row.regions || []).join(listSign)],
        [words("责任主体", "Actor"), (row.actors || []).join(listSign)],
        [words("主题", "Theme"), row.theme],
        [words("文件", "Document"), make("span", { lang: "zh" }, row.document_title)],
        [words("是否计数", "Counted"), row.is_counted ? words("是", "yes") : words("否：", "no: ") + row.restatement_reason],
      ]),
      row.explanation ? make("h3", {}, words("结果", "What became of it")) : null,
      row.explanation ? make("p", {}, row.explanation) : null,
      make("h3", {}, words("所用规则", "By which rule")),
      rule(row.rule_id, data.rules),
    ];
  }

  function cell(label, children, attributes) {
    return make("td", Object.assign({ "data-label": label }, attributes), make("div", { class: "cut" }, children));
  }

  new Table({
    data: data,
    key: function (row) { return row.target_id; },
    searched: function (row) {
      return [row.metric, row.quote, row.quantity_text, row.indicator, row.document_title, row.issuer_name, row.theme, row.unit,
        (row.regions || []).join(" "), (row.actors || []).join(" "), row.deadline, row.status].join(" ");
    },
    facets: {
      document: function (row) { return row.document_title; },
      region: function (row) { return row.regions || none; },
      theme: function (row) { return row.theme; },
      actor: function (row) { return row.actors || none; },
      indicator: function (row) { return row.indicator; },
      unit: function (row) { return row.unit; },
      deadline: year,
      kind: function (row) { return row.target_type; },
      status: function (row) { return row.status; },
    },
    sorts: {
      deadline: { label: words("期限", "due"), of: function (row) { return row.deadline; } },
      metric: { label: words("目标", "target"), of: function (row) { return row.metric; } },
      value: { label: words("数值", "value"), of: function (row) { return row.value_low === null ? row.value_high : row.value_low; } },
      region: { label: words("地区", "region"), of: function (row) { return (row.regions || [])[0]; } },
      status: { label: words("状态", "status"), of: function (row) { return row.status; } },
      document: { label: words("文件", "document"), of: function (row) { return row.document_title; } },
    },
    sortedBy: "deadline:asc",
    heights: { wide: 68, narrow: 150 },
    cells: function (row) {
      return [
        cell("", [make("button", { type: "button", class: "open", lang: "zh", "aria-haspopup": "dialog" }, row.metric), make("span", { class: "as-written" }, [!row.has_figure || row.indicator === row.metric ? "" : row.indicator + " · ", make("span", { lang: "zh" }, row.quote)])]),
        cell("", !row.has_figure ? "–" : [make("b", {}, row.value_shown), make("span", { class: "as-written", lang: "zh" }, row.quantity_text)], { class: row.has_figure ? "n" : "n none" }),
        cell("", row.deadline || "–", { class: row.deadline ? null : "none" }),
        cell("", (row.regions || []).join(listSign)),
        make("td", {}, status(row)),
        cell("", make("span", { lang: "zh" }, row.document_title)),
      ];
    },
    detail: detail,
    csvName: "targets.csv",
    csvColumns: data.columns.filter(function (column) { return !["value_shown", "has_figure"].includes(column); }),
  });
  document.documentElement.dataset.ready = "table";
})();
