// Comfort only: a claim, its figures and its card light up together, and a click on a mark leads to its card.
(function () {
  "use strict";
  function together(target, on) {
    var at = target.closest && target.closest("[data-c]");
    if (!at) return;
    at.dataset.c.split(" ").forEach(function (card) {
      document.querySelectorAll('[data-c~="' + card + '"]').forEach(function (part) {
        part.classList.toggle("lit", on);
      });
    });
  }
  [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]].forEach(function (pair) {
    document.addEventListener(pair[0], function (event) {
      together(event.target, pair[1]);
    });
  });
  document.addEventListener("click", function (event) {
    var mark = event.target.closest(".mark[data-c]");
    if (mark) location.hash = mark.dataset.c.split(" ")[0];
  });
})();
