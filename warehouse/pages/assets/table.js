"use strict";
// A long table that can be searched, filtered, sorted and downloaded. Whatever its length, only the rows in sight are in
// the page: all rows have one height, and two empty rows stand for those above and below. Filtering works in slices of a few
// milliseconds, so that typing is never held up.
(function () {
  const SLICE = 8;          // milliseconds of work before the browser gets its turn
  const OVERSCAN = 8;       // rows kept ready above and below those in sight
  const MOST_PRINTED = 2000;
  const FORMULA = /^[=+\-@\t\r]/;
  const chinese = document.documentElement.dataset.language === "zh";
  const compare = new Intl.Collator(chinese ? "zh-Hans-CN" : "en", { numeric: true }).compare;

  function words(zh, en) { return chinese ? zh : en; }

  // Every row as an object, from the block of JSON in the page.
  function read(id) {
    const data = JSON.parse(document.getElementById(id).textContent);
    data.rows = rowsOf(data.columns, data.rows);
    return data;
  }

  function rowsOf(columns, cells) {
    return cells.map(function (values) {
      const row = {};
      for (let i = 0; i < columns.length; i += 1) row[columns[i]] = values[i];
      return row;
    });
  }

  // Rows that have no room in the page come in scripts from beside it, one after the other; `done` hears what failed.
  function load(scripts, data, done) {
    if (!scripts.length) { done(""); return; }
    const script = make("script", { src: scripts[0] });
    window.policydw.more = function (piece) {
      rowsOf(data.columns, piece.rows).forEach(function (row) { data.rows.push(row); });
      Object.assign(data.clauses || {}, piece.clauses);
    };
    script.addEventListener("load", function () { script.remove(); load(scripts.slice(1), data, done); });
    script.addEventListener("error", function () { done(scripts[0]); });
    document.head.append(script);
  }

  // Traditional as simplified, full width as half width, capitals as small letters: the table that the warehouse uses.
  const folds = new Map();
  if (window.searchFolding) {
    const folded = Array.from(window.searchFolding.folded);
    Array.from(window.searchFolding.written).forEach(function (character, i) { folds.set(character, folded[i]); });
  }
  function fold(text) {
    let result = "";
    for (const character of text) result += folds.get(character) || character;
    return result.toLowerCase();
  }

  // An element; children that are text stay text, whatever they look like.
  function make(name, attributes, children) {
    const element = document.createElement(name);
    Object.entries(attributes || {}).forEach(function ([key, value]) {
      if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : value);
    });
    [].concat(children === undefined ? [] : children).forEach(function (child) {
      if (child !== null && child !== undefined) element.append(child);
    });
    return element;
  }

  function csvCell(value) {
    if (value === null || value === undefined) return "";
    if (typeof value === "number" || typeof value === "boolean") return String(value);
    let text = Array.isArray(value) ? value.join("; ") : String(value);
    if (FORMULA.test(text)) text = "'" + text;  // a spreadsheet program would run it
    return /[",\r\n;]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
  }

  function csv(columns, rows) {
    const lines = [columns.map(csvCell).join(",")];
    rows.forEach(function (row) { lines.push(columns.map(function (column) { return csvCell(row[column]); }).join(",")); });
    return "\ufeff" + lines.join("\r\n") + "\r\n";
  }

  function download(name, text) {
    const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
    const link = make("a", { href: address, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(address); }, 10000);
  }

  // options: data with its rows, searched(row) -> text, facets {name: row -> value or list}, sorts {name: {label, of: row -> value}},
  // cells(row) -> td elements, heights {wide, narrow}, key(row), open(row), csvColumns, csvName, changed(rows)
  function Table(options) {
    const table = document.getElementById("rows");
    const body = table.tBodies[0];
    const form = document.getElementById("filters");
    const count = document.getElementById("count");
    const detail = document.getElementById("detail");
    const narrow = matchMedia("(max-width: 44rem)");
    const above = make("tr", { class: "space", "aria-hidden": "true" }, make("td", { colspan: table.tHead.rows[0].cells.length }));
    const below = above.cloneNode(true);
    const searched = [];
    const rows = options.data.rows;
    const drawn = new Map();
    const places = new Map();
    let shown = [];
    let missing = "";
    let state = {};
    let turn = 0;
    let printing = false;

    // The choices that the rows offer, one list at a time; once more rows have come, what was chosen stays chosen.
    function fillFacets(then) {
      const names = Object.keys(options.facets);
      rows.forEach(function (row, i) { row.position = i; });
      table.setAttribute("aria-rowcount", rows.length + 1);
      places.clear();
      (function next() {
        if (!names.length) { then(); return; }
        fillFacet(names.shift());
        setTimeout(next);
      })();
    }

    function fillFacet(name) {
      const counts = new Map();
      rows.forEach(function (row) {
        const has = options.facets[name](row);
        (Array.isArray(has) ? new Set(has) : [has]).forEach(function (value) {
          if (value !== null && value !== undefined && value !== "") counts.set(value, (counts.get(value) || 0) + 1);
        });
      });
      const select = form.elements[name];
      const chosen = select.value;
      Array.from(select.options).slice(1).forEach(function (option) { option.remove(); });
      select.append(...Array.from(counts.keys()).sort(compare).map(function (value) {
        return make("option", { value: value, selected: value === chosen }, value + " (" + counts.get(value) + ")");
      }));
    }

    function fillSorts() {
      Object.entries(options.sorts).forEach(function ([name, sort]) {
        ["asc", "desc"].forEach(function (way) {
          form.elements.sort.append(make("option", { value: name + ":" + way }, sort.label + (way === "asc" ? " ↑" : " ↓")));
        });
      });
      Array.from(table.tHead.querySelectorAll("th[data-sort]")).forEach(function (head) {
        const button = make("button", { type: "button" }, head.textContent);
        head.replaceChildren(button);
        button.addEventListener("click", function () {
          const now = form.elements.sort.value;
          form.elements.sort.value = head.dataset.sort + (now === head.dataset.sort + ":asc" ? ":desc" : ":asc");
          changed();
        });
      });
    }

    // The state of the page stands in its address, so that a view can be kept, sent and opened in the other language.
    function readAddress() {
      const given = new URLSearchParams(location.hash.slice(1));
      Array.from(form.elements).forEach(function (field) {
        if (!field.name) return;
        const value = given.get(field.name) || "";
        field.value = value;
        if (field.value !== value) field.value = "";
      });
      if (!form.elements.sort.value) form.elements.sort.value = options.sortedBy;
      return given.get("open");
    }
    function writeAddress(open) {
      const now = new URLSearchParams();
      Array.from(form.elements).forEach(function (field) {
        if (field.name && field.value && !(field.name === "sort" && field.value === options.sortedBy)) now.set(field.name, field.value);
      });
      if (open) now.set("open", open);
      history.replaceState(null, "", "#" + now.toString());
    }

    function changed() {
      writeAddress();
      apply();
    }

    function wanted() {
      const facets = Object.entries(options.facets).filter(function ([name]) { return form.elements[name].value; })
        .map(function ([name, of]) { return [of, form.elements[name].value]; });
      const terms = fold(form.elements.q.value).split(/\s+/).filter(Boolean);
      return function (row) {
        for (const [of, value] of facets) {
          const has = of(row);
          if (Array.isArray(has) ? !has.some(function (one) { return String(one) === value; }) : String(has) !== value) return false;
        }
        if (!terms.length) return true;
        const text = searched[row.position] || (searched[row.position] = fold(options.searched(row)));
        return terms.every(function (term) { return text.includes(term); });
      };
    }

    // The place of every value in the order of the language, found once: comparing words is slow, comparing numbers is not.
    function placesOf(name) {
      if (!places.has(name)) {
        const values = Array.from(new Set(rows.map(options.sorts[name].of)))
          .filter(function (value) { return value !== null && value !== undefined && value !== ""; });
        values.sort(function (a, b) { return typeof a === "number" ? a - b : compare(a, b); });
        places.set(name, new Map(values.map(function (value, place) { return [value, place]; })));
      }
      return places.get(name);
    }

    function sorted(rows) {
      const [name, way] = form.elements.sort.value.split(":");
      const order = placesOf(name);
      const of = options.sorts[name].of;
      const sign = way === "desc" ? -1 : 1;
      const keyed = rows.map(function (row) {
        const place = order.get(of(row));
        return [place === undefined ? Infinity : place * sign, row];  // what is not known comes last either way
      });
      keyed.sort(function (one, other) { return one[0] === other[0] ? one[1].position - other[1].position : one[0] - other[0]; });
      return keyed.map(function (pair) { return pair[1]; });
    }

    function apply() {
      const mine = (turn += 1);
      const matches = wanted();
      const found = [];
      let next = 0;
      table.setAttribute("aria-busy", "true");
      (function slice() {
        if (mine !== turn) return;  // the reader has typed on
        const until = performance.now() + SLICE;
        while (next < rows.length && (next % 64 || performance.now() < until)) {
          if (matches(rows[next])) found.push(rows[next]);
          next += 1;
        }
        if (next < rows.length) { setTimeout(slice); return; }
        shown = sorted(found);
        show();
      })();
    }

    function show() {
      drawn.clear();
      body.replaceChildren(above, below);
      if (!shown.length) {
        body.append(make("tr", { class: "empty" }, make("td", { colspan: table.tHead.rows[0].cells.length },
          words("没有符合条件的行；请放宽筛选。", "No row fits; widen the filters."))));
      }
      count.textContent = words("显示 " + shown.length.toLocaleString() + " / " + rows.length.toLocaleString() + " 行",
        shown.length.toLocaleString() + " of " + rows.length.toLocaleString() + " rows") +
        (table.dataset.loading ? words("，其余正在载入……", "; the others are being loaded …") : "") +
        (missing ? words("；未能载入 ", "; could not load ") + missing : "");
      const [name, way] = form.elements.sort.value.split(":");
      table.querySelectorAll("th[data-sort]").forEach(function (head) {
        if (head.dataset.sort === name) head.setAttribute("aria-sort", way === "asc" ? "ascending" : "descending");
        else head.removeAttribute("aria-sort");
      });
      form.querySelectorAll("select").forEach(function (select) { select.classList.toggle("set", Boolean(select.value) && select.name !== "sort"); });
      const set = Array.from(form.querySelectorAll("select.set")).length;
      more.textContent = moreLabel + (set ? " (" + set + ")" : "");
      draw();
      if (options.changed) options.changed(shown, form);
      table.removeAttribute("aria-busy");
      table.dataset.shown = shown.length;
    }

    // Put the rows that are in sight into the page and take out those that have left it.
    function draw() {
      const height = narrow.matches ? options.heights.narrow : options.heights.wide;
      table.style.setProperty("--row-height", height + "px");
      const top = body.getBoundingClientRect().top;
      let first = Math.max(0, Math.floor(-top / height) - OVERSCAN);
      let last = Math.min(shown.length, Math.ceil((innerHeight - top) / height) + OVERSCAN);
      if (printing) { first = 0; last = Math.min(shown.length, MOST_PRINTED); }
      first = Math.min(first, Math.max(0, shown.length - 1));
      last = Math.max(last, Math.min(shown.length, first + 1));
      above.firstChild.style.height = first * height + "px";
      below.firstChild.style.height = Math.max(0, shown.length - last) * height + "px";
      drawn.forEach(function (line, place) {
        if (place < first || place >= last) { line.remove(); drawn.delete(place); }
      });
      let after = above;
      for (let place = first; place < last; place += 1) {
        let line = drawn.get(place);
        if (!line) {
          line = make("tr", { class: "row", "aria-rowindex": place + 2, "data-key": options.key(shown[place]) }, options.cells(shown[place]));
          drawn.set(place, line);
          after.after(line);
        }
        after = line;
      }
    }

    function open(key) {
      const row = rows.find(function (one) { return options.key(one) === key; });
      if (!row) return;
      detail.replaceChildren(make("div", { class: "detail" }, options.detail(row)));
      writeAddress(key);
      if (!detail.open) detail.showModal();
      detail.scrollTop = 0;
      const clause = detail.querySelector(".clause"), quote = clause && clause.querySelector("mark");
      if (quote) clause.scrollTop = quote.offsetTop - clause.offsetTop - clause.clientHeight / 3;
    }

    fillSorts();
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("input", changed);
    form.addEventListener("reset", function () { setTimeout(function () { form.elements.sort.value = options.sortedBy; changed(); }); });
    document.getElementById("download").addEventListener("click", function () {
      download(options.csvName, csv(options.csvColumns, shown));
    });
    body.addEventListener("click", function (event) {
      const line = event.target.closest("tr.row");
      if (line && !String(getSelection())) open(line.dataset.key);
    });
    detail.addEventListener("click", function (event) { if (event.target === detail || event.target.closest(".close")) detail.close(); });
    detail.addEventListener("close", function () { writeAddress(); });
    const more = document.getElementById("more");
    const moreLabel = more.textContent;
    more.addEventListener("click", function () { more.setAttribute("aria-expanded", String(form.classList.toggle("open"))); });
    let waiting = false;
    function soon() {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(function () { waiting = false; draw(); });
    }
    addEventListener("scroll", soon, { passive: true });
    addEventListener("resize", soon);
    narrow.addEventListener("change", show);
    addEventListener("beforeprint", function () { printing = true; draw(); });
    addEventListener("afterprint", function () { printing = false; draw(); });
    addEventListener("hashchange", function () { const key = readAddress(); apply(); if (key) open(key); });

    function begin(loaded) {
      fillFacets(function () {
        if (loaded) delete table.dataset.loading;
        const key = readAddress();
        apply();
        if (key && !detail.open) open(key);
      });
    }
    // The page is of use before the rest has come: that is fetched once everything else is there.
    const scripts = options.data.scripts;
    const button = document.getElementById("download");
    if (scripts.length) {
      table.dataset.loading = "true";
      button.disabled = true;
      addEventListener("load", function () {
        load(scripts, options.data, function (failed) {
          missing = failed;
          button.disabled = Boolean(failed);
          begin(true);
        });
      });
    }
    begin(false);
    return { choose: function (name, value) { form.elements[name].value = value; changed(); }, form: form };
  }

  function closeButton() {
    return make("button", { type: "button", class: "close" }, words("关闭", "Close"));
  }

  // The rule of extraction that made a fact, told in words.
  function rule(id, rules) {
    const known = rules[id];
    return make("div", { class: "rule" }, [
      make("p", {}, make("code", {}, id)),
      known ? make("p", {}, known.reason) : null,
      known ? make("p", { class: "small" }, known.rests_on) : null,
      known && known.example ? make("p", { class: "small" }, [words("例：", "Example: "), make("q", { lang: "zh" }, known.example)]) : null,
    ]);
  }

  function pairs(entries) {
    const list = make("dl", { class: "reading" });
    entries.forEach(function ([name, value]) {
      if (value === null || value === undefined || value === "" || (Array.isArray(value) && !value.length)) return;
      list.append(make("dt", {}, name), make("dd", {}, value));
    });
    return list;
  }

  window.policydw = { Table: Table, read: read, make: make, words: words, rule: rule, pairs: pairs, closeButton: closeButton, csv: csv };
})();
