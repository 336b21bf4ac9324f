"use strict";
/* Elements. What a description says reaches the page as text only: nothing here reads markup. */

const SVG = "http://www.w3.org/2000/svg";

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name, value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) element.append(child);
  }
  return element;
}

/* An element with attributes and children; an attribute that is a function listens for the event of that name. */
function el(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

function svg(name, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

/* What somebody typed: kept apart from the direction of the text around it. */
function typed(text) {
  return el("bdi", { class: "typed" }, text);
}

function code(text) {
  return el("code", { dir: "ltr" }, text);
}

let lastId = 0;
function freshId() {
  lastId += 1;
  return `e${lastId}`;
}
