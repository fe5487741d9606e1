"use strict";
// What every page does: remember the language, and show what a mark of a drawing says.
(function () {
  const link = document.querySelector("[data-choose]");
  function remember(language) {
    try { localStorage.setItem("policydw-language", language); } catch (refused) { /* then the address keeps it */ }
  }
  if (link) {
    link.addEventListener("click", function () {
      remember(link.dataset.choose);
      link.hash = location.hash;  // filters and open rows stay as they are
    });
  }

  // On a phone the list of chapters is wider than the screen.
  const here = document.querySelector(".top nav [aria-current]");
  const list = here && here.closest("ul");
  if (list) list.scrollLeft = here.offsetLeft - list.offsetLeft - (list.clientWidth - here.offsetWidth) / 2;

  const hint = document.createElement("div");
  hint.id = "hint";
  hint.hidden = true;
  hint.setAttribute("aria-hidden", "true");
  document.body.append(hint);
  function said(target) {
    const mark = target.closest && target.closest(".chart path[aria-label]");
    return mark && mark.getAttribute("aria-label");
  }
  document.addEventListener("pointermove", function (event) {
    const words = said(event.target);
    hint.hidden = !words;
    if (words) {
      hint.textContent = words;
      hint.style.left = Math.min(event.clientX + 14, innerWidth - hint.offsetWidth - 8) + "px";
      hint.style.top = event.clientY + 16 + "px";
    }
  });

  // A link into a folded part opens it.
  function unfold() {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.matches("details")) target.open = true;
  }
  addEventListener("hashchange", unfold);
  unfold();
  addEventListener("beforeprint", function () {
    document.querySelectorAll("main details").forEach(function (part) { part.open = true; });
  });
  document.documentElement.dataset.ready = "page";
})();
