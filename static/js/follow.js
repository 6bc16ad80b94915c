/* Follows a job: reads the page again until what it waits for is there. Without this file a link does. */
(function () {
  "use strict";
  var followed = document.querySelector("[data-follow]");
  if (!followed) {
    return;
  }
  function again() {
    window.setTimeout(look, document.hidden ? 15000 : 3000);
  }
  function look() {
    fetch(window.location.href, { credentials: "same-origin" })
      .then(function (answer) {
        return answer.ok && !answer.redirected ? answer.text() : Promise.reject(answer.status);
      })
      .then(function (text) {
        var page = new DOMParser().parseFromString(text, "text/html");
        var fresh = page.querySelector("[data-follow]");
        if (!fresh) {
          window.location.reload();
          return;
        }
        if (fresh.innerHTML !== followed.innerHTML) {
          followed.innerHTML = fresh.innerHTML;
        }
        again();
      })
      .catch(again);
  }
  again();
})();
