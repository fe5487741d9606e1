"use strict";
// Leads to the language chosen before, else to that of the browser.
(function () {
  let chosen = null;
  try { chosen = localStorage.getItem("policydw-language"); } catch (refused) { /* a browser may forbid storage to files */ }
  const language = chosen || (/^zh\b/i.test(navigator.language || "") ? "zh" : "en");
  location.replace(language + "/index.html" + location.hash);
})();
