/* Measures that axe does not make: does the page fit its window, is text cut off, also when the
   reader spaces the text out (WCAG 1.4.12) or doubles its size (1.4.4)? */
window.looking = (function () {
  "use strict";
  const SHEETS = {
    spaced: "*, *::before, *::after { line-height: 1.5 !important; letter-spacing: 0.12em !important;" +
      " word-spacing: 0.16em !important } p { margin-block-end: 2em !important }",
    enlarged: "html { font-size: 200% !important }",
  };

  function named(element) {
    return element.outerHTML.slice(0, 120).replace(/\s+/g, " ");
  }

  function onlyRead(element) {
    // Text that is for screen readers alone is cut off on purpose: to one pixel, or to nothing.
    for (let around = element; around; around = around.parentElement) {
      const style = getComputedStyle(around);
      if (style.clipPath === "inset(50%)" || around instanceof SVGElement) {
        return true;
      }
    }
    return false;
  }

  function cut(element, style) {
    const across = /hidden|clip/.test(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
    const down = /hidden|clip/.test(style.overflowY) && element.scrollHeight > element.clientHeight + 1;
    return element.clientWidth > 0 && (across || down);
  }

  function overflow() {
    const found = [];
    const page = document.documentElement;
    if (page.scrollWidth > page.clientWidth) {
      const wide = [...document.body.querySelectorAll("*")].filter(function (element) {
        const box = element.getBoundingClientRect();
        return box.width > 0 && box.right > page.clientWidth + 1;
      });
      found.push("scrolls sideways by " + (page.scrollWidth - page.clientWidth) + ": " +
        wide.slice(0, 3).map(named).join(" | "));
    }
    for (const element of document.body.querySelectorAll("*")) {
      const style = getComputedStyle(element);
      if (cut(element, style) && element.textContent.trim() && !onlyRead(element)) {
        found.push("cuts text: " + named(element));
      }
    }
    return found;
  }

  function under(mode) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(SHEETS[mode]);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    const found = overflow();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    return found;
  }

  function unfold() {
    // Also the main menu, which is folded on a narrow screen. Says whether anything was.
    const folded = [...document.querySelectorAll("details:not([open])")];
    folded.forEach((one) => { one.open = true; });
    const menu = document.querySelector(".menu-toggle[aria-expanded=false]");
    if (menu && menu.checkVisibility()) {
      menu.click();
      return true;
    }
    return folded.length > 0;
  }

  function settle() {
    // Colours that are still fading belong to no theme.
    document.getAnimations().forEach((moving) => moving.finish());
  }

  function shape() {
    // What is shown and where: as long as it is the same, another theme can only change colours.
    return JSON.stringify([...document.querySelectorAll("*")].map(function (element) {
      const { x, y, width, height } = element.getBoundingClientRect();
      return [x, y, width, height, element.checkVisibility({ visibilityProperty: true })];
    }));
  }

  const asked = new Map();

  function saysSomething(element) {
    return /^(INPUT|SELECT|TEXTAREA)$/.test(element.tagName) ||
      [...element.childNodes].some((one) => one.nodeType === Node.TEXT_NODE && one.data.trim());
  }

  function worn(element) {
    // Everything that its contrast depends on: its own ink and size, and what lies behind.
    const style = getComputedStyle(element);
    const behind = [];
    for (let around = element; around; around = around.parentElement) {
      const under = getComputedStyle(around);
      behind.push(under.backgroundColor, under.backgroundImage, under.opacity);
    }
    return [style.color, style.fontSize, style.fontWeight, style.textShadow,
      style.textDecorationLine, ...behind].join("|");
  }

  function raised() {
    // Out of the flow, a box may come to lie on a text of somewhere else.
    return [...document.querySelectorAll("*")].filter(function (element) {
      const box = element.getBoundingClientRect();
      return box.width > 1 && box.height > 1 &&
        /absolute|fixed|sticky/.test(getComputedStyle(element).position);
    });
  }

  function meets(box, other) {
    return box.left < other.right && other.left < box.right &&
      box.top < other.bottom && other.top < box.bottom;
  }

  function unasked() {
    // The texts whose colours were not looked at yet as they are now, at another width or in
    // another theme; and always those that a box out of the flow touches.
    const above = raised().map((element) => [element, element.getBoundingClientRect()]);
    return [...document.body.querySelectorAll("*")].filter(function (element) {
      if (!saysSomething(element) || !element.checkVisibility({ visibilityProperty: true })) {
        return false;
      }
      const now = worn(element);
      const before = asked.get(element) || new Set();
      const known = before.has(now);
      asked.set(element, before.add(now));
      const box = element.getBoundingClientRect();
      return !known || above.some(([one, its]) => !one.contains(element) && meets(its, box));
    });
  }

  function colourRules(tags) {
    return axe.getRules(tags).filter((one) => one.tags.includes("cat.color"))
      .map((one) => one.ruleId);
  }

  return { overflow, under, unfold, settle, shape, unasked, colourRules };
})();
