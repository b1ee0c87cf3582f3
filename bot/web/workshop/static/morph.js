"use strict";
// Makes a part of the page like a newer version of it, and leaves alone what somebody is busy with:
// the focus, what was typed, what was folded open.
const morph = (() => {
  const KEPT = { DETAILS: ["open"], FORM: ["data-typed", "aria-busy"] };
  const kept = (element, name) => (KEPT[element.nodeName] || []).includes(name);

  const holdsTyped = (node) =>
    node.nodeType === Node.ELEMENT_NODE && (node.matches("[data-typed]") || node.querySelector("[data-typed]"));

  const alike = (node, wanted) =>
    node.nodeName === wanted.nodeName && (node.id || "") === (wanted.id || "");

  function attributes(old, now) {
    for (const { name } of [...old.attributes]) {
      if (!now.hasAttribute(name) && !kept(old, name)) old.removeAttribute(name);
    }
    for (const { name, value } of now.attributes) {
      if (kept(old, name)) continue;
      if (old.getAttribute(name) !== value) old.setAttribute(name, value);
    }
  }

  // A clock that runs by itself only has to know until when.
  const runsItself = (old, now) => old.dataset.until && old.dataset.until === now.dataset.until;

  function node(old, now) {
    if (old.nodeType !== Node.ELEMENT_NODE) {
      if (old.data !== now.data) old.data = now.data;
      return;
    }
    const running = runsItself(old, now);
    attributes(old, now);
    if (!running) children(old, now);
  }

  function candidate(place, wanted) {
    for (let one = place; one; one = one.nextSibling) if (alike(one, wanted)) return one;
    return null;
  }

  function children(old, now) {
    let place = old.firstChild;
    for (const wanted of now.childNodes) {
      const found = candidate(place, wanted);
      if (!found) {
        old.insertBefore(document.importNode(wanted, true), place);
        continue;
      }
      if (found !== place) old.insertBefore(found, place);
      node(found, wanted);
      place = found.nextSibling;
    }
    while (place) {
      const next = place.nextSibling;
      if (!holdsTyped(place)) place.remove();
      place = next;
    }
  }

  return (old, now) => {
    const focused = document.activeElement;
    node(old, now);
    if (focused && focused.isConnected && document.activeElement !== focused) focused.focus({ preventScroll: true });
  };
})();
