"use strict";
// The page of pairings: the table, and the map and network that follow it.
(function () {
  const { Table, read, make, words, rule, pairs, closeButton } = window.policydw;
  const data = read("data");
  const names = new Map(Array.from(document.querySelectorAll(".spot"), function (spot) { return [spot.dataset.party, spot.dataset.name]; }));
  const arrow = { mutual: " ↔ ", directed: " → " };

  function parties(row) { return [row.first, row.second]; }
  function title(row) { return row.first + (arrow[row.direction] || " – ") + row.second; }

  function sides(row) {
    if (!row.figures_year) return make("p", {}, words("没有双方都有的数据。", "No figures are known for both sides."));
    const line = function (label, name) {
      return make("tr", {}, [make("th", { scope: "row" }, label), make("td", { class: "n" }, row.shown["first_" + name]), make("td", { class: "n" }, row.shown["second_" + name])]);
    };
    return make("table", { class: "sides" }, [
      make("caption", { class: "small" }, words(row.figures_year + " 年，可比口径", "Of " + row.figures_year + ", by one definition")),
      make("thead", {}, make("tr", {}, [make("td"), make("th", { scope: "col", class: "n" }, row.first), make("th", { scope: "col", class: "n" }, row.second)])),
      make("tbody", {}, [
        line(words("地区生产总值（元）", "GDP (yuan)"), "gdp_cny"),
        line(words("人口（人）", "Population"), "population_persons"),
        line(words("人均GDP（元）", "GDP per head (yuan)"), "gdp_per_head_cny"),
        line(words("一般公共预算收入（元）", "Budget revenue (yuan)"), "revenue_cny"),
      ]),
    ]);
  }

  function detail(row) {
    return [
      make("header", {}, [make("div", {}, [make("h2", { id: "detail-title" }, title(row)), make("p", { class: "about" }, row.pairing_type + " · " + row.pair_relation)]), closeButton()]),
      make("h3", {}, words("原文", "In the document")),
      make("div", { class: "clause", lang: "zh", tabindex: "0" }, make("mark", {}, row.quote)),
      make("p", { class: "small" }, [
        make("a", { href: "document-" + row.document_id + ".html#pairing-" + row.pairing_group_key }, words("在文件全文中查看", "See it in the whole document")),
        " · ", make("span", { lang: "zh" }, row.document_title), " · ", make("code", {}, row.source_file), words("，第 ", ", characters "), row.quote_start + "–" + row.quote_end, words(" 字", ""),
      ]),
      make("h3", {}, words("读出的内容", "What was read")),
      pairs([
        [words("双方", "Parties"), [make("span", { lang: "zh" }, row.first_party + " – " + row.second_party)]],
        [words("领域", "Field"), make("span", { lang: "zh" }, row.field || "–")],
        [words("主题", "Theme"), row.theme],
        [words("距离", "Distance"), row.distance_km === null ? null : row.shown.distance + words(" 公里", " km")],
      ]),
      make("h3", {}, words("双方数据", "Both sides in figures")),
      sides(row),
      make("h3", {}, words("所用规则", "By which rule")),
      rule(row.rule_id, data.rules),
    ];
  }

  // Lines and places stand out as far as they belong to the rows that are shown.
  function follow(shown, form) {
    const tied = new Set();
    const chosen = form.elements.party.value;
    const left = new Set();
    shown.forEach(function (row) {
      left.add(row.first_key).add(row.second_key);
      tied.add(row.first_key + " " + row.second_key).add(row.second_key + " " + row.first_key);
    });
    document.querySelectorAll(".lines path").forEach(function (path) {
      path.classList.toggle("off", !tied.has(path.dataset.ends));
    });
    document.querySelectorAll(".spot").forEach(function (spot) {
      spot.classList.toggle("off", !left.has(spot.dataset.party));
      spot.classList.toggle("chosen", names.get(spot.dataset.party) === chosen);
      spot.setAttribute("aria-pressed", String(names.get(spot.dataset.party) === chosen));
    });
  }

  const table = new Table({
    data: data,
    key: function (row) { return row.pairing_key; },
    searched: function (row) {
      return [row.first, row.second, row.first_party, row.second_party, row.field, row.quote, row.document_title, row.theme, row.pairing_type].join(" ");
    },
    facets: {
      document: function (row) { return row.document_title; },
      field: function (row) { return row.field; },
      type: function (row) { return row.pairing_type; },
      theme: function (row) { return row.theme; },
      party: parties,
    },
    sorts: {
      document: { label: words("文件", "document"), of: function (row) { return row.document_title; } },
      parties: { label: words("双方", "parties"), of: title },
      field: { label: words("领域", "field"), of: function (row) { return row.field; } },
      ratio: { label: words("人均GDP之比", "ratio of GDP per head"), of: function (row) { return row.gdp_per_head_ratio && Math.max(row.gdp_per_head_ratio, 1 / row.gdp_per_head_ratio); } },
      distance: { label: words("距离", "distance"), of: function (row) { return row.distance_km; } },
    },
    sortedBy: "document:asc",
    heights: { wide: 68, narrow: 124 },
    cells: function (row) {
      const cut = function (children) { return make("div", { class: "cut" }, children); };
      return [
        make("td", {}, cut([make("button", { type: "button", class: "open", "aria-haspopup": "dialog" }, title(row)), make("span", { class: "as-written" }, row.pairing_type)])),
        make("td", { lang: "zh" }, cut(row.field || "–")),
        make("td", { class: "n" }, cut(row.figures_year && row.first_gdp_per_head_cny !== null ? [row.shown.first_gdp_per_head_cny + " / " + row.shown.second_gdp_per_head_cny, make("span", { class: "as-written" }, row.figures_year)] : "–")),
        make("td", { class: "n" }, row.shown.distance),
        make("td", { lang: "zh" }, cut(row.document_title)),
      ];
    },
    detail: detail,
    csvName: "pairings.csv",
    csvColumns: data.columns.filter(function (column) { return column !== "shown"; }),
    changed: follow,
  });

  function choose(spot) {
    const name = names.get(spot.dataset.party);
    table.choose("party", table.form.elements.party.value === name ? "" : name);
  }
  document.querySelectorAll(".spot").forEach(function (spot) {
    const lines = spot.closest("svg").querySelectorAll('path[data-ends~="' + CSS.escape(spot.dataset.party) + '"]');
    const light = function (on) { lines.forEach(function (path) { path.classList.toggle("on", on); }); };
    spot.addEventListener("click", function () { choose(spot); });
    spot.addEventListener("keydown", function (event) {
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose(spot); }
    });
    ["pointerenter", "focus"].forEach(function (name) { spot.addEventListener(name, function () { light(true); }); });
    ["pointerleave", "blur"].forEach(function (name) { spot.addEventListener(name, function () { light(false); }); });
  });
  // On a phone the network is wider than the screen: begin in its middle.
  document.querySelectorAll(".pictures .scroll").forEach(function (box) { box.scrollLeft = (box.scrollWidth - box.clientWidth) / 2; });
  document.documentElement.dataset.ready = "table";
})();
