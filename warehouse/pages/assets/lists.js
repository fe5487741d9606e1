"use strict";
// Lists that are whole in the page: rows of a table, or folded parts, shown or hidden by word and choice.
(function () {
  document.querySelectorAll("form[data-filters]").forEach(function (form) {
    const list = document.getElementById(form.dataset.filters);
    const count = document.querySelector('[data-count="' + form.dataset.filters + '"]');
    const entries = Array.from(list.tBodies ? list.tBodies[0].rows : list.children);
    const texts = entries.map(function (entry) { return entry.textContent.toLowerCase(); });
    function apply() {
      const terms = form.querySelector("input").value.toLowerCase().split(/\s+/).filter(Boolean);
      const choices = Array.from(form.querySelectorAll("select")).filter(function (select) { return select.value; });
      let shown = 0;
      entries.forEach(function (entry, i) {
        const fits = terms.every(function (term) { return texts[i].includes(term); }) &&
          choices.every(function (select) { return entry.dataset[select.name] === select.value; });
        entry.hidden = !fits;
        if (fits) shown += 1;
      });
      count.textContent = shown + " / " + entries.length + " " + count.dataset.words;
    }
    form.addEventListener("input", apply);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    apply();
  });
  document.documentElement.dataset.ready = "list";
})();
