/* Fetches what a page shows once it is read. Without this file, the link inside does it. */
(function () {
  "use strict";
  var box = document.querySelector("[data-later]");
  var link = box && box.querySelector("[data-later-link]");
  if (!link) {
    return;
  }
  fetch(link.href, { credentials: "same-origin" })
    .then(function (answer) {
      return answer.ok && !answer.redirected ? answer.text() : Promise.reject(answer.status);
    })
    .then(function (text) {
      var fresh = new DOMParser().parseFromString(text, "text/html").querySelector("[data-later]");
      if (fresh) {
        box.innerHTML = fresh.innerHTML;
      }
    })
    .catch(function () {
      /* The link stays. */
    });
})();
