"use strict";
/* The words of the streets: names along the roads, quarters, house numbers; what matters most first. */
window.Vigil = window.Vigil || {};

/** From which zoom on the roads of a sort are named, most important first. */
Vigil.NAMED_ROADS = { motorway: 12, main: 13, street: 14, minor: 15, service: 16, path: 17 };
/** Kinds of places: from which zoom on, until which, and how they look. */
Vigil.QUARTERS = {
  city: [9, 12], town: [10, 14], locality: [9, 14], village: [11, 15], hamlet: [13, 16],
  suburb: [12, 16], quarter: [13, 16], neighbourhood: [13, 17], borough: [12, 15],
};
Vigil.MOST_NAMES = 60;
Vigil.NUMBERS_FROM = 18;

/** The labels of everything named in the tiles that are in the window. */
Vigil.streetNames = function (map, streets, zoom) {
  if (zoom < 9) return [];
  const scale = 256 * Math.pow(2, zoom);
  const corner = map.getPixelBounds().min;
  const size = map.getSize();
  const window = { scale, left: corner.x, top: corner.y, wide: size.x, tall: size.y };
  const sheets = Array.from(streets.sheets());
  return [
    ...Vigil.quarterNames(sheets, zoom, window),
    ...Vigil.roadNames(sheets, zoom, window),
    ...(zoom >= Vigil.NUMBERS_FROM ? Vigil.houseNumbers(sheets, window) : []),
  ];
};

Vigil.spot = (x, y, window) => [x * window.scale - window.left, y * window.scale - window.top];

Vigil.inside = ([x, y], window) => x > 0 && y > 0 && x < window.wide && y < window.tall;

Vigil.quarterNames = function (sheets, zoom, window) {
  const names = new Map();
  for (const place of sheets.flatMap((sheet) => sheet.places)) {
    const [from, until] = Vigil.QUARTERS[place.kind] || [99, 0];
    const at = Vigil.spot(place.x, place.y, window);
    if (zoom < from || zoom > until || names.has(place.name) || !Vigil.inside(at, window)) continue;
    names.set(place.name, {
      key: "quarter " + place.name, sort: "quarter", at: at, gap: 0, always: false, text: place.name,
      spots: [[0, 0], [0, -1], [0, 1]],
      fill: (element) => Vigil.say(element, "span", place.name),
    });
  }
  return Array.from(names.values());
};

Vigil.houseNumbers = function (sheets, window) {
  return sheets.flatMap((sheet) => sheet.numbers)
    .map(({ text, x, y }) => ({ text, at: Vigil.spot(x, y, window), x, y }))
    .filter(({ at }) => Vigil.inside(at, window))
    .slice(0, 80)
    .map(({ text, at, x, y }) => ({
      key: ["number", x, y].join(" "), sort: "number", at: at, gap: 0, always: false, text: text,
      spots: [[0, 0]], fill: (element) => Vigil.say(element, "span", text),
    }));
};

/** The longest straight part of each road that is in the window, where its name has room. */
Vigil.roadNames = function (sheets, zoom, window) {
  const best = new Map();
  for (const road of sheets.flatMap((sheet) => sheet.roads)) {
    if (zoom < Vigil.NAMED_ROADS[road.sort]) continue;
    const part = Vigil.clip(Vigil.spot(road.ax, road.ay, window), Vigil.spot(road.bx, road.by, window), window);
    if (!part || part.length < Vigil.wordWidth(road.name) + 10) continue;
    const before = best.get(road.name);
    if (!before || part.length > before.part.length) best.set(road.name, { road, part });
  }
  const sorts = Object.keys(Vigil.NAMED_ROADS);
  return Array.from(best.values())
    .sort((a, b) => sorts.indexOf(a.road.sort) - sorts.indexOf(b.road.sort) || b.part.length - a.part.length)
    .slice(0, Vigil.MOST_NAMES)
    .map(({ road, part }) => ({
      key: "street " + road.name, sort: "street " + road.sort, at: part.middle, gap: 0, always: false,
      angle: part.angle, text: [road.name, part.angle.toFixed(3)].join("|"), spots: [],
      fill: (element) => {
        Vigil.say(element, "span", road.name).style.transform = `rotate(${part.angle}rad)`;
      },
    }));
};

/** The part of a line that is in the window: its middle, length and angle, never upside down. */
Vigil.clip = function (a, b, window) {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  let [from, to] = [0, 1];
  const margin = 12;
  for (const [start, step, most] of [[a[0], dx, window.wide], [a[1], dy, window.tall]]) {
    if (step === 0) {
      if (start < margin || start > most - margin) return null;
      continue;
    }
    const ends = [(margin - start) / step, (most - margin - start) / step].sort((p, q) => p - q);
    from = Math.max(from, ends[0]);
    to = Math.min(to, ends[1]);
  }
  if (from >= to) return null;
  let angle = Math.atan2(dy, dx);
  if (angle > Math.PI / 2) angle -= Math.PI;
  if (angle <= -Math.PI / 2) angle += Math.PI;
  const middle = (from + to) / 2;
  return { middle: [a[0] + dx * middle, a[1] + dy * middle], length: Math.hypot(dx, dy) * (to - from), angle };
};

/** How wide a name is, about; measured once. */
Vigil.wordWidth = function (name) {
  let width = Vigil.wordWidth.known.get(name);
  if (width === undefined) {
    Vigil.wordWidth.pen.font = "500 11px Inter, system-ui, sans-serif";
    width = Vigil.wordWidth.pen.measureText(name).width;
    if (Vigil.wordWidth.known.size > 20000) Vigil.wordWidth.known.clear();
    Vigil.wordWidth.known.set(name, width);
  }
  return width;
};
Vigil.wordWidth.known = new Map();
Vigil.wordWidth.pen = document.createElement("canvas").getContext("2d");
