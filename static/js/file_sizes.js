/* Weighs the chosen files before they are sent. Without this file the portal says the same, afterwards. */
(function () {
  "use strict";
  var MEGA = 1024 * 1024;
  var TEXT = 128 * 1024; /* Room for what is typed. */
  function said(bytes) {
    return String(Math.ceil((bytes * 10) / MEGA) / 10).replace(".", ",") + "\u00a0Mo";
  }
  function files(input) {
    return Array.prototype.slice.call(input.files || []);
  }
  function weight(list) {
    return list.reduce(function (sum, file) { return sum + file.size; }, 0);
  }
  function problem(input) {
    var most = Number(input.dataset.most);
    var whole = Number(input.dataset.whole) - TEXT;
    var heavy = files(input).filter(function (file) { return file.size > most; })[0];
    if (heavy) {
      return "« " + heavy.name + " » pèse " + said(heavy.size) + "\u00a0: " + said(most) +
        " au plus. Numérisez-le en gris, ou photographiez-le avec une qualité plus basse.";
    }
    var all = Array.prototype.slice.call(input.form.querySelectorAll("input[data-most]"));
    var sum = weight(all.reduce(function (list, one) { return list.concat(files(one)); }, []));
    if (files(input).length && sum > whole) {
      return "Les fichiers choisis pèsent " + said(sum) + " en tout\u00a0: " +
        said(Number(input.dataset.whole)) + " au plus par envoi. Envoyez-les en plusieurs fois.";
    }
    return "";
  }
  function tell(input) {
    var told = problem(input);
    var place = document.getElementById(input.id + "_weight");
    if (!place && told) {
      place = document.createElement("p");
      place.id = input.id + "_weight";
      place.className = "invalid-feedback";
      place.setAttribute("role", "alert");
      input.insertAdjacentElement("afterend", place);
    }
    if (place && place.textContent !== told) {
      place.textContent = told;
      place.hidden = !told;
      input.classList.toggle("is-invalid", Boolean(told));
      input.setAttribute("aria-invalid", String(Boolean(told)));
      if (told) {
        input.dataset.described = input.dataset.described || input.getAttribute("aria-describedby") || "";
      }
      input.setAttribute("aria-describedby",
        ((input.dataset.described || "") + (told ? " " + place.id : "")).trim());
    }
    return !told;
  }
  function inputsOf(form) {
    return Array.prototype.slice.call(form.querySelectorAll("input[type=file][data-most]"));
  }
  document.addEventListener("change", function (event) {
    if (event.target.matches("input[type=file][data-most]") && event.target.form) {
      inputsOf(event.target.form).forEach(tell);
    }
  });
  document.addEventListener("submit", function (event) {
    var heavy = inputsOf(event.target).filter(function (input) { return !tell(input); });
    if (heavy.length) {
      event.preventDefault();
      heavy[0].focus();
    }
  });
})();
