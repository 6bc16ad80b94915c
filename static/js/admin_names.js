/* The stock admin's two-column chooser names its icons by aria-label on a bare <span>, which assistive
   technology ignores; and its folding menu says aria-expanded on a <nav>, which has no such state. */
(function () {
  "use strict";
  function mend() {
    document.querySelectorAll("span.help-tooltip[aria-label]").forEach(function (icon) {
      icon.setAttribute("role", "img");
    });
    var menu = document.getElementById("nav-sidebar");
    var button = document.getElementById("toggle-nav-sidebar");
    if (menu && button && menu.hasAttribute("aria-expanded")) {
      button.setAttribute("aria-expanded", menu.getAttribute("aria-expanded"));
      menu.removeAttribute("aria-expanded");
    }
  }
  window.addEventListener("load", mend);
  document.addEventListener("click", function (event) {
    if (event.target.id === "toggle-nav-sidebar") {
      mend();
    }
  });
})();
