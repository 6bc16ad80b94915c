/* Where the keyboard stands: what has the focus, whether its mark is seen, whether it is in view. */
window.keyboard = (function () {
  "use strict";

  function marked(element) {
    const style = getComputedStyle(element);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  }

  function inView(element) {
    const box = [...element.getClientRects()].find((one) => one.width > 0 && one.height > 0);
    if (!box) {
      return false;
    }
    const x = (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2;
    const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
    const on = document.elementFromPoint(x, y);
    return Boolean(on) && (element === on || element.contains(on) || on.contains(element) &&
      on.tagName === "LABEL");
  }

  function stop(target) {
    const here = document.activeElement;
    if (!here || here === document.body || here === document.documentElement) {
      return { name: "", reached: false, fault: "" };
    }
    const name = here.outerHTML.slice(0, 150).replace(/\s+/g, " ");
    const fault = !marked(here) ? "no mark of the focus" : !inView(here) ? "not in view" : "";
    const place = [...document.querySelectorAll("*")].indexOf(here);
    return { name, place, reached: here === target, fault };
  }

  function stops() {
    // Every place that Tab should reach; a group of radio buttons is one.
    const groups = new Set();
    return [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
      .filter(function (one) {
        const hidden = one.matches(":disabled, [type=hidden], [tabindex='-1']") ||
          !one.checkVisibility({ visibilityProperty: true }) || one.closest("[inert]");
        if (hidden || (one.tagName === "SUMMARY" && one.parentElement.tagName !== "DETAILS")) {
          return false;
        }
        if (one.type === "radio") {
          const seen = groups.has(one.name);
          groups.add(one.name);
          return !seen;
        }
        return true;
      }).length;
  }

  return { stop, stops };
})();
