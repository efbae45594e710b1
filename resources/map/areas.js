"use strict";
/* Areas: how far a car gets, and for where a 911 centre answers.  Told apart by stroke, not by colour alone. */
window.Vigil = window.Vigil || {};

/** Where the name of an area may stand: in its middle, or some way from there. */
Vigil.ABOUT = [
  [0, 0], [0, -1, 32], [0, 1, 32], [0, -1, 64], [0, 1, 64], [-1, 0, 110], [1, 0, 110], [-1, -1, 90], [-1, 1, 90],
  [1, -1, 90], [1, 1, 90],
];

/** The strokes of an order: how the line is broken, in pixels. */
Vigil.STROKES = [[], [9, 5], [2, 5]];

Vigil.Areas = class {
  constructor() {
    this.list = [];
  }

  /** Take rows as `console.ui.map.area` writes them. */
  take(rows) {
    this.list = rows.map(([id, kind, label, order, rings]) => {
      const box = [Infinity, Infinity, -Infinity, -Infinity];
      const world = rings.filter((ring) => ring.length >= 6).map((ring) => {
        const points = new Float64Array(ring.length);
        for (let at = 0; at < ring.length; at += 2) {
          const [x, y] = Vigil.world(ring[at], ring[at + 1]);
          points.set([x, y], at);
          Vigil.Atlas.widen(box, x, y, x, y);
        }
        return points;
      });
      return { id, kind, label, order, box, rings: world };
    });
  }

  /** Draw the areas of one tile; the widest reach first, as they come. */
  paint(colours, context, view) {
    for (const area of this.list) {
      if (!area.rings.length || !Vigil.seen(area.box, view)) continue;
      context.beginPath();
      for (const ring of area.rings) {
        Vigil.trace(context, Vigil.thin(ring, view.scale, false), view, false);
        context.closePath();
      }
      const reach = area.kind === "reach";
      const colour = reach ? colours.accent : colours.moderate;
      context.fillStyle = reach ? colour : Vigil.hatch(context, area.order, colour);
      context.globalAlpha = reach ? 0.08 : 0.5;
      context.fill("evenodd");
      context.globalAlpha = 1;
      context.strokeStyle = colour;
      context.lineWidth = reach ? 1.4 : 1.8;
      context.setLineDash(Vigil.STROKES[area.order % Vigil.STROKES.length]);
      context.stroke();
      context.setLineDash([]);
    }
  }

  /** The words on the areas: on the line of a reach, in the middle of what is seen of the others. */
  labels(map, words) {
    const zoom = map.getZoom();
    const scale = 256 * Math.pow(2, zoom);
    const corner = map.getPixelBounds().min;
    const size = map.getSize();
    const found = [];
    for (const area of this.list) {
      const places = area.kind === "reach"
        ? Vigil.corners(area, scale, corner, size) : Vigil.seenMiddle(area, scale, corner, size);
      if (!places.length) continue;
      const [x, y] = places[0];
      found.push({
        key: "area " + area.id, sort: "area " + area.kind, at: [x, y], gap: 0, always: false, text: area.label,
        spots: area.kind === "reach" ? places.map((place) => [place[0] - x, place[1] - y, 1]) : Vigil.ABOUT,
        fill: (element) => Vigil.say(element, "span", area.label),
      });
    }
    const unknown = this.list.find((area) => area.kind === "unknown");
    this.note = unknown ? unknown.label : this._overlap(words);
    return found;
  }

  _overlap(words) {
    const count = this.list.filter((area) => area.kind === "psap" && area.rings.length).length;
    return count > 1 ? words.overlap.replace("{n}", String(count)) : "";
  }
};

/** A hatching: one way for the first area, the other way for the second, so that both show where they overlap. */
Vigil.hatch = function (context, order, colour) {
  const key = [order % 2, colour].join();
  if (!Vigil.hatch.made.has(key)) {
    const side = 12;
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = side;
    const pen = canvas.getContext("2d");
    pen.strokeStyle = colour;
    pen.globalAlpha = 0.55;
    pen.lineWidth = 1;
    const ends = order % 2 ? [[-1, 1, 1, -1], [0, side, side, 0], [side - 1, side + 1, side + 1, side - 1]]
      : [[-1, side - 1, 1, side + 1], [0, 0, side, side], [side - 1, -1, side + 1, 1]];
    for (const [ax, ay, bx, by] of ends) {
      pen.beginPath();
      pen.moveTo(ax, ay);
      pen.lineTo(bx, by);
      pen.stroke();
    }
    Vigil.hatch.made.set(key, canvas);
  }
  return context.createPattern(Vigil.hatch.made.get(key), "repeat");
};
Vigil.hatch.made = new Map();

/** Corners of the longest ring as pixels of the window. */
Vigil.windowRing = function (area, scale, corner) {
  const ring = area.rings.reduce((a, b) => (b.length > a.length ? b : a), []);
  const points = [];
  for (let at = 0; at < ring.length; at += 2) points.push([ring[at] * scale - corner.x, ring[at + 1] * scale - corner.y]);
  return points;
};

/** The northmost, southmost, westmost and eastmost corner of an area that is in the window. */
Vigil.corners = function (area, scale, corner, size) {
  const seen = Vigil.windowRing(area, scale, corner)
    .filter(([x, y]) => x > 80 && y > 12 && x < size.x - 80 && y < size.y - 12);
  if (!seen.length) return [];
  const most = (axis, sign) => seen.reduce((a, b) => ((b[axis] - a[axis]) * sign > 0 ? b : a));
  return [most(1, -1), most(1, 1), most(0, -1), most(0, 1)];
};

/** The middle of the part of an area that is in the window. */
Vigil.seenMiddle = function (area, scale, corner, size) {
  let points = Vigil.windowRing(area, scale, corner);
  for (const [axis, edge, sign] of [[0, 0, 1], [0, size.x, -1], [1, 0, 1], [1, size.y, -1]]) {
    const kept = [];
    points.forEach((point, at) => {
      const before = points[(at + points.length - 1) % points.length];
      const [is, was] = [(point[axis] - edge) * sign >= 0, (before[axis] - edge) * sign >= 0];
      if (is !== was) {
        const part = (edge - before[axis]) / (point[axis] - before[axis]);
        kept.push([before[0] + (point[0] - before[0]) * part, before[1] + (point[1] - before[1]) * part]);
      }
      if (is) kept.push(point);
    });
    points = kept;
  }
  let [doubled, x, y] = [0, 0, 0];
  points.forEach((b, at) => {
    const a = points[(at + points.length - 1) % points.length];
    const cross = a[0] * b[1] - b[0] * a[1];
    doubled += cross;
    x += (a[0] + b[0]) * cross;
    y += (a[1] + b[1]) * cross;
  });
  return Math.abs(doubled) > 200 ? [[x / (3 * doubled), y / (3 * doubled)]] : [];
};
