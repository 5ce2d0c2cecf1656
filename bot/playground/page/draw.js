// Small means of drawing: elements, pictures, and a list whose known elements stay where they are.

const PICTURES = {
  send: "M3 11.2 21 3l-5.6 18-3.6-7.5L3 11.2Zm8.8 2.3L21 3",
  voice: "M12 3.5a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0v-5a3 3 0 0 1 3-3ZM5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3",
  sticker: "M12 3a9 9 0 1 0 9 9c-5 0-9-4-9-9Zm0 0 9 9M8.5 14.5c1.5 1.8 4 2 5.5.8",
  menu: "M13.4 8.2 10.6 15.8M8 3.8h8a4.2 4.2 0 0 1 4.2 4.2v8a4.2 4.2 0 0 1-4.2 4.2H8a4.2 4.2 0 0 1-4.2-4.2V8A4.2 4.2 0 0 1 8 3.8Z",
  play: "M8 5.5v13l10.5-6.5L8 5.5Z",
  silent: "M6 16h12l-1.5-2.5V10a4.5 4.5 0 0 0-9 0v3.5L6 16Zm4.5 3h3M4 4l16 16",
  back: "M14.5 5 8 12l6.5 7",
  globe: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm-9 9h18M12 3c5 5 5 13 0 18M12 3c-5 5-5 13 0 18",
};
const SVG = "http://www.w3.org/2000/svg";

export function make(tag, className = "", ...inside) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...inside);
  return node;
}

export function picture(name) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", `icon ${name}`);
  path.setAttribute("d", PICTURES[name]);
  svg.append(path);
  return svg;
}

export function button(className, deed, ...inside) {
  const node = make("button", className, ...inside);
  node.type = "button";
  node.addEventListener("click", deed);
  return node;
}

export function named(node, name) {
  node.setAttribute("aria-label", name);
  node.title = name;
  return node;
}

// Bring a parent to these children in this order; whoever is there already is not touched.
export function arrange(parent, children) {
  const kept = new Set(children);
  for (const old of [...parent.children]) if (!kept.has(old)) old.remove();
  children.forEach((child, place) => {
    if (parent.children[place] !== child) parent.insertBefore(child, parent.children[place] || null);
  });
}
