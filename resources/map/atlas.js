"use strict";
/* The ground: state polygons and the mesh of counties, painted from TopoJSON into canvas tiles. */
window.Vigil = window.Vigil || {};

/** Until this zoom so many lines are in a window that their corners are worked out once for all tiles. */
Vigil.THINNED = 9;

/** Where a place lies on the Web Mercator square, 0..1 from the north-west corner. */
Vigil.world = function (lat, lon) {
  const sine = Math.sin((Math.max(-85, Math.min(85, lat)) * Math.PI) / 180);
  return [lon / 360 + 0.5, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
};

/** The outlines of a TopoJSON topology with the objects `states` and `counties`. */
Vigil.Atlas = class {
  constructor(topology) {
    this.arcs = topology.arcs.map((arc) => Vigil.Atlas.unpack(arc, topology.transform));
    this.states = topology.objects.states.geometries.map((shape) => this._area(shape));
    this.counties = topology.objects.counties.geometries.map((shape) => this._area(shape));
    const ofStates = new Set(this.states.flatMap((area) => area.rings.flat().map(Vigil.Atlas.arc)));
    this.borders = this.arcs.filter((_arc, index) => ofStates.has(index));
    this.inner = this.arcs.filter((_arc, index) => !ofStates.has(index));
    this._stateNames = new Map(this.states.map((area) => [area.id, area.name]));
  }

  static arc(index) {
    return index < 0 ? ~index : index;
  }

  /** One arc as x, y, x, y … on the Mercator square, with its box. */
  static unpack(arc, transform) {
    const points = new Float64Array(arc.length * 2);
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    let x = 0;
    let y = 0;
    arc.forEach((step, at) => {
      x += step[0];
      y += step[1];
      const lon = x * transform.scale[0] + transform.translate[0];
      const lat = y * transform.scale[1] + transform.translate[1];
      const here = Vigil.world(lat, lon);
      points.set(here, at * 2);
      Vigil.Atlas.widen(box, here[0], here[1], here[0], here[1]);
    });
    return { points: points, box: box, thinned: new Map() };
  }

  /** The corners of an arc that a zoom can tell apart, in pixels; worked out once where many are in a window. */
  static corners(arc, view, backwards) {
    if (view.zoom > Vigil.THINNED) return Vigil.thin(arc.points, view.scale, backwards);
    const key = backwards ? ~view.zoom : view.zoom;
    if (!arc.thinned.has(key)) arc.thinned.set(key, Vigil.thin(arc.points, view.scale, backwards));
    return arc.thinned.get(key);
  }

  static widen(box, west, north, east, south) {
    box[0] = Math.min(box[0], west);
    box[1] = Math.min(box[1], north);
    box[2] = Math.max(box[2], east);
    box[3] = Math.max(box[3], south);
  }

  _area(shape) {
    const polygons = shape.type === "Polygon" ? [shape.arcs] : shape.arcs || [];
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    const rings = polygons.flat();
    const boxes = rings.map((ring) => {
      const own = [Infinity, Infinity, -Infinity, -Infinity];
      for (const index of ring) Vigil.Atlas.widen(own, ...this.arcs[Vigil.Atlas.arc(index)].box);
      Vigil.Atlas.widen(box, ...own);
      return own;
    });
    return { id: shape.id, name: shape.properties.name, rings: rings, boxes: boxes, box: box };
  }

  /** The corners of one ring in order. */
  *corners(ring) {
    for (const index of ring) {
      const points = this.arcs[Vigil.Atlas.arc(index)].points;
      const count = points.length / 2;
      for (let step = 0; step < count; step += 1) {
        const at = index < 0 ? count - 1 - step : step;
        yield [points[at * 2], points[at * 2 + 1]];
      }
    }
  }

  _inside(area, x, y) {
    let inside = false;
    for (const ring of area.rings) {
      let before = null;
      for (const corner of this.corners(ring)) {
        if (before && corner[1] > y !== before[1] > y) {
          const cross = (before[0] - corner[0]) * ((y - corner[1]) / (before[1] - corner[1]));
          if (x < cross + corner[0]) inside = !inside;
        }
        before = corner;
      }
    }
    return inside;
  }

  /** The county and the state of a place, or null outside of both. */
  at(lat, lon) {
    const [x, y] = Vigil.world(lat, lon);
    const found = this.counties.find(
      (area) =>
        x >= area.box[0] && x <= area.box[2] && y >= area.box[1] && y <= area.box[3] &&
        this._inside(area, x, y)
    );
    if (!found) return null;
    return { county: found.name, state: this._stateNames.get(found.id.slice(0, 2)) };
  }

  /** The middle of an area's largest ring, on the Mercator square. */
  middle(area) {
    if (area.middle) return area.middle;
    let most = -1;
    for (const ring of area.rings) {
      let doubled = 0;
      let sumX = 0;
      let sumY = 0;
      let before = null;
      for (const corner of this.corners(ring)) {
        if (before) {
          const part = before[0] * corner[1] - corner[0] * before[1];
          doubled += part;
          sumX += (before[0] + corner[0]) * part;
          sumY += (before[1] + corner[1]) * part;
        }
        before = corner;
      }
      if (Math.abs(doubled) > most) {
        most = Math.abs(doubled);
        area.middle = [sumX / (3 * doubled), sumY / (3 * doubled)];
      }
    }
    return area.middle;
  }
};

/** Whether a box of the Mercator square touches the tile that is drawn. */
Vigil.seen = function (box, view) {
  const margin = 2;
  return (
    box[0] * view.scale - view.left < view.size + margin &&
    box[2] * view.scale - view.left > -margin &&
    box[1] * view.scale - view.top < view.size + margin &&
    box[3] * view.scale - view.top > -margin
  );
};

/** A line in pixels of a zoom, as x, y, x, y …, without the corners that fall on the pixel before. */
Vigil.thin = function (points, scale, backwards) {
  const count = points.length / 2;
  const kept = new Float64Array(points.length);
  let length = 0;
  let lastX = Infinity;
  let lastY = Infinity;
  for (let step = 0; step < count; step += 1) {
    const at = (backwards ? count - 1 - step : step) * 2;
    const x = points[at] * scale;
    const y = points[at + 1] * scale;
    const near = Math.abs(x - lastX) < 0.6 && Math.abs(y - lastY) < 0.6;
    if (near && step < count - 1) continue;
    kept[length] = lastX = x;
    kept[length + 1] = lastY = y;
    length += 2;
  }
  return kept.slice(0, length);
};

/** Add a line of pixels to the path of a tile. */
Vigil.trace = function (context, pixels, view, joined) {
  if (!joined) context.moveTo(pixels[0] - view.left, pixels[1] - view.top);
  for (let at = joined ? 0 : 2; at < pixels.length; at += 2) {
    context.lineTo(pixels[at] - view.left, pixels[at + 1] - view.top);
  }
};

/** Add a ring of arcs to the path. */
Vigil.traceRing = function (atlas, ring, context, view) {
  ring.forEach((index, at) => {
    const arc = atlas.arcs[Vigil.Atlas.arc(index)];
    if (at === 0 || Vigil.seen(arc.box, view)) {
      Vigil.trace(context, Vigil.Atlas.corners(arc, view, index < 0), view, at > 0);
    } else { // beside the tile: whichever way it takes through its box, the same part of the tile is filled
      const last = index < 0 ? 0 : arc.points.length - 2;
      context.lineTo(arc.points[last] * view.scale - view.left, arc.points[last + 1] * view.scale - view.top);
    }
  });
  context.closePath();
};

/** Draw the land of one tile: states filled, then county lines, then state lines. */
Vigil.paintGround = function (atlas, colours, context, view) {
  context.beginPath();
  for (const area of atlas.states) {
    if (!Vigil.seen(area.box, view)) continue;
    area.rings.forEach((ring, at) => {
      if (Vigil.seen(area.boxes[at], view)) Vigil.traceRing(atlas, ring, context, view);
    });
  }
  context.fillStyle = colours.land;
  context.fill();
  context.lineJoin = "round";
  if (view.zoom >= 5) {
    context.globalAlpha = view.zoom === 5 ? 0.5 : 1;
    Vigil.paintLines(atlas.inner, context, view, colours.county, view.zoom < 8 ? 0.7 : 1);
    context.globalAlpha = 1;
  }
  Vigil.paintLines(atlas.borders, context, view, colours.border, view.zoom < 7 ? 0.9 : 1.4);
};

Vigil.paintLines = function (arcs, context, view, colour, width) {
  context.beginPath();
  for (const arc of arcs) {
    if (Vigil.seen(arc.box, view)) Vigil.trace(context, Vigil.Atlas.corners(arc, view, false), view, false);
  }
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke();
};
