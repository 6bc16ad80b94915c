/* Runs in <head>, before the first paint, so that a chosen theme never flashes the other one.
   The key "theme" and its values are those of the Django admin: one choice for the whole portal. */
(function () {
  "use strict";
  var root = document.documentElement;
  var choice = "auto";
  try {
    choice = localStorage.getItem("theme") || "auto";
  } catch (refused) {
    choice = "auto"; // storage switched off: the device's own setting stands
  }
  root.dataset.theme = choice;
  root.classList.add("js");

  document.addEventListener("DOMContentLoaded", function () {
    var fieldset = document.querySelector(".theme-switch");
    if (!fieldset) {
      return;
    }
    fieldset.hidden = false;
    fieldset.querySelectorAll("input").forEach(function (radio) {
      radio.checked = radio.value === choice;
      radio.addEventListener("change", function () {
        root.dataset.theme = radio.value;
        try {
          localStorage.setItem("theme", radio.value);
        } catch (refused) {
          return; // the choice lasts for this page
        }
      });
    });
  });
})();
