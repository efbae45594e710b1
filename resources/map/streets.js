"use strict";
/* The streets: tiles of the organisation's own file, drawn in the theme's colours on a canvas. */
window.Vigil = window.Vigil || {};

/** From this zoom on somebody looks for streets, so their absence is said. */
Vigil.STREETS_FROM = 12;

/** What the three common schemas (OpenMapTiles, Protomaps, Shortbread) call a thing, by layer. */
Vigil.ROADS = {
  motorway: "motorway", trunk: "motorway", highway: "motorway",
  primary: "main", secondary: "main", major_road: "main",
  tertiary: "street", medium_road: "street",
  minor: "minor", minor_road: "minor", residential: "minor", unclassified: "minor",
  living_street: "minor", busway: "minor", street: "minor",
  service: "service", other: "service", raceway: "service",
  path: "path", track: "path", footway: "path", pedestrian: "path", cycleway: "path",
  steps: "path", rail: "rail", transit: "rail", light_rail: "rail", subway: "rail", tram: "rail",
  runway: "minor", taxiway: "service",
};
Vigil.GREEN = new Set([
  "park", "wood", "forest", "grass", "cemetery", "golf_course", "nature_reserve", "garden",
  "meadow", "scrub", "recreation_ground", "pitch", "national_park", "allotments", "village_green",
]);
Vigil.LAYERS = {
  water: "water", water_polygons: "water", ocean: "water",
  waterway: "stream", water_lines: "stream",
  building: "building", buildings: "building",
  park: "green", landcover: "land", landuse: "land", land: "land",
  transportation: "road", roads: "road", streets: "road", aeroway: "road",
  transportation_name: "name", street_labels: "name",
  place: "place", places: "place", place_labels: "place",
  housenumber: "number", addresses: "number",
};

/** How wide each sort is drawn: zoom, pixels, zoom, pixels … */
Vigil.WIDTHS = {
  motorway: [8, 1.1, 12, 2.6, 14, 4.6, 16, 10, 18, 19],
  ramp: [11, 0.8, 14, 2.2, 16, 6, 18, 12],
  main: [9, 0.7, 12, 1.8, 14, 3.8, 16, 9, 18, 17],
  street: [11, 0.6, 12, 1.1, 14, 3, 16, 8, 18, 15],
  minor: [12, 0.4, 13, 0.8, 14, 1.7, 15, 3.6, 16, 6.5, 18, 13],
  service: [14, 0.6, 16, 2.4, 18, 6],
  path: [14, 0.6, 16, 1, 18, 2],
  rail: [11, 0.5, 14, 0.9, 18, 1.8],
  stream: [10, 0.6, 14, 1.6, 18, 4],
};

/** The width of a sort at a zoom; 0 where it is not drawn yet. */
Vigil.width = function (sort, zoom) {
  const stops = Vigil.WIDTHS[sort];
  if (zoom < stops[0]) return 0;
  for (let at = 2; at < stops.length; at += 2) {
    if (zoom < stops[at]) {
      const part = (zoom - stops[at - 2]) / (stops[at] - stops[at - 2]);
      return stops[at - 1] + part * (stops[at + 1] - stops[at - 1]);
    }
  }
  return stops[stops.length - 1];
};

/** One tile as it is drawn: a path for each sort in tile units 0..1, names, numbers. */
Vigil.Sheet = class {
  constructor(bytes, x, y, zoom) {
    this.paths = {};
    this.roads = [];
    this.places = [];
    this.numbers = [];
    const side = Math.pow(2, -zoom);
    for (const layer of Vigil.readTile(bytes, (name) => name in Vigil.LAYERS)) {
      const unit = 1 / layer.extent;
      const world = (px, py) => [(x + px * unit) * side, (y + py * unit) * side];
      for (const feature of layer.features) this._take(Vigil.LAYERS[layer.name], feature, unit, world);
    }
  }

  _take(what, feature, unit, world) {
    const kind = feature.tags.get("class") || feature.tags.get("kind") || feature.tags.get("pmap:kind") || "";
    const name = feature.tags.get("name:latin") || feature.tags.get("name") || "";
    if (what === "number") this._number(feature, world);
    else if (what === "place") this._place(String(kind), String(name), feature, world);
    else if (what === "land") {
      if (Vigil.GREEN.has(kind)) this._trace("green", feature, 3, unit);
    } else if (what === "road" || what === "name") {
      const sort = Vigil.ROADS[feature.tags.get("kind_detail")] || Vigil.ROADS[kind] || "minor";
      const ramp = sort === "motorway" && (feature.tags.get("ramp") || feature.tags.get("is_link"));
      if (what === "road") this._trace(ramp ? "ramp" : sort, feature, 2, unit);
      if (name && feature.type === 2 && sort !== "rail") this._name(String(name), sort, feature, world);
    } else if (what === "water" && feature.type === 2) this._trace("stream", feature, 2, unit);
    else this._trace(what, feature, what === "stream" ? 2 : 3, unit);
  }

  _trace(sort, feature, type, unit) {
    if (feature.type !== type) return;
    const path = (this.paths[sort] = this.paths[sort] || new Path2D());
    for (const line of feature.lines) {
      if (line.length < 4) continue;
      path.moveTo(line[0] * unit, line[1] * unit);
      for (let at = 2; at < line.length; at += 2) path.lineTo(line[at] * unit, line[at + 1] * unit);
    }
  }

  /** Keep the straight parts of a named road: words are written along them. */
  _name(name, sort, feature, world) {
    for (const line of feature.lines) {
      let from = 0;
      for (let at = 2; at < line.length; at += 2) {
        if (at + 2 < line.length && Vigil.straight(line, from, at)) continue;
        const [ax, ay] = world(line[from], line[from + 1]);
        const [bx, by] = world(line[at], line[at + 1]);
        this.roads.push({ name, sort, ax, ay, bx, by });
        from = at;
      }
    }
  }

  _place(kind, name, feature, world) {
    if (!name || !feature.lines.length) return;
    const [x, y] = world(feature.lines[0][0], feature.lines[0][1]);
    this.places.push({ kind, name, x, y });
  }

  _number(feature, world) {
    const text = feature.tags.get("housenumber") || feature.tags.get("addr_housenumber");
    if (!text || !feature.lines.length) return;
    const [x, y] = world(feature.lines[0][0], feature.lines[0][1]);
    this.numbers.push({ text: String(text).slice(0, 8), x, y });
  }
};

/** Whether the line goes on after corner `at` nearly as it went from corner `from` to there. */
Vigil.straight = function (line, from, at) {
  const ux = line[at] - line[from];
  const uy = line[at + 1] - line[from + 1];
  const vx = line[at + 2] - line[at];
  const vy = line[at + 3] - line[at + 1];
  const both = Math.hypot(ux, uy) * Math.hypot(vx, vy);
  return both > 0 && (ux * vx + uy * vy) / both > 0.985; // ten degrees
};

/** The tiles that were read, at most so many; a tile is "absent" or "broken", or a sheet. */
Vigil.Shelf = class {
  constructor(most) {
    this._most = most;
    this._sheets = new Map();
  }

  /** The sheet, if it has been read. */
  here(x, y, zoom) {
    const found = this._sheets.get([zoom, x, y].join("/"));
    return found && found.sheet;
  }

  /** Resolves to the sheet; never rejects. */
  get(x, y, zoom) {
    const key = [zoom, x, y].join("/");
    let entry = this._sheets.get(key);
    this._sheets.delete(key); // to the end: the first is the one that was asked for longest ago
    if (!entry) {
      entry = { sheet: null };
      entry.come = this._read(key, x, y, zoom).then((sheet) => (entry.sheet = sheet));
    }
    this._sheets.set(key, entry);
    if (this._sheets.size > this._most) this._sheets.delete(this._sheets.keys().next().value);
    return entry.come;
  }

  async _read(key, x, y, zoom) {
    try {
      const answer = await fetch("tiles/" + key);
      const media = answer.headers.get("content-type") || "";
      if (media.startsWith("application/x-no-tile")) return "absent";
      if (!media.startsWith("application/x-protobuf")) return "broken";
      return new Vigil.Sheet(new Uint8Array(await answer.arrayBuffer()), x, y, zoom);
    } catch (_broken) {
      return "broken";
    }
  }
};

/** A layer of canvases, each drawn from the one tile that it lies in; sharp beyond the last zoom. */
Vigil.Streets = L.GridLayer.extend({
  options: { tileSize: 512, noWrap: true, keepBuffer: 1, updateWhenIdle: false },

  /** `about` is what the file holds; `colours()` the theme's; `settled()` is called after a tile. */
  initialize: function (about, colours, settled, options) {
    this._about = about;
    this._colours = colours;
    this._settled = settled;
    this.shelf = new Vigil.Shelf(160);
    L.GridLayer.prototype.initialize.call(this, options);
  },

  /** Where on which tile of the file a canvas lies, or null where the file begins later. */
  source: function (coords) {
    const zoom = coords.z - 1; // a canvas has twice the usual side
    if (zoom < this._about.least) return null;
    const beyond = Math.max(0, zoom - this._about.most);
    const times = Math.pow(2, beyond);
    const x = Math.floor(coords.x / times);
    const y = Math.floor(coords.y / times);
    return { x, y, zoom: zoom - beyond, times, left: coords.x - x * times, top: coords.y - y * times };
  },

  createTile: function (coords, done) {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = Vigil.sharp(this.options.tileSize);
    const source = this.source(coords);
    if (!source) {
      setTimeout(() => done(null, canvas));
      return canvas;
    }
    this.shelf.get(source.x, source.y, source.zoom).then((sheet) => {
      this._draw(canvas, coords, source, sheet);
      done(null, canvas);
      this._settled();
    });
    return canvas;
  },

  /** Draw every tile again where it stands: nothing flashes. */
  repaint: function () {
    for (const { el, coords } of Object.values(this._tiles || {})) {
      const source = this.source(coords);
      if (source) this._draw(el, coords, source, this.shelf.here(source.x, source.y, source.zoom));
    }
  },

  _draw: function (canvas, coords, source, sheet) {
    if (!sheet || typeof sheet === "string") return;
    const sharp = Vigil.sharp(this.options.tileSize);
    if (canvas.width !== sharp) canvas.width = canvas.height = sharp;
    const context = canvas.getContext("2d", { willReadFrequently: true });
    const side = canvas.width * source.times;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.fillStyle = this._colours().block;
    context.fillRect(0, 0, canvas.width, canvas.height);
    const pixel = canvas.width / this.options.tileSize / side;
    context.setTransform(side, 0, 0, side, -source.left * canvas.width, -source.top * canvas.width);
    Vigil.paintStreets(sheet.paths, this._colours(), context, coords.z, pixel);
  },

  /** How the file stands at a place of the Mercator square: "drawn", "absent", "broken", "later", "". */
  state: function (x, y, zoom) {
    const canvas = this.source({ x: Math.floor(x * Math.pow(2, zoom - 1)), y: Math.floor(y * Math.pow(2, zoom - 1)), z: zoom });
    if (!canvas) return "later";
    const sheet = this.shelf.here(canvas.x, canvas.y, canvas.zoom);
    return typeof sheet === "string" ? sheet : sheet ? "drawn" : "";
  },

  /** How many tiles of the file are in the window. */
  count: function () {
    return Array.from(this.sheets()).length;
  },

  /** Every sheet that is in the window. */
  *sheets() {
    const seen = new Set();
    for (const { coords, current } of Object.values(this._tiles || {})) {
      const source = current && this.source(coords);
      const sheet = source && this.shelf.here(source.x, source.y, source.zoom);
      if (sheet && typeof sheet !== "string" && !seen.has(sheet)) {
        seen.add(sheet);
        yield sheet;
      }
    }
  },
});

/** Draw one tile; `pixel` is how long a pixel is in tile units. */
Vigil.paintStreets = function (paths, colours, context, zoom, pixel) {
  const fill = (sort, colour) => {
    if (!paths[sort]) return;
    context.fillStyle = colour;
    context.fill(paths[sort], "evenodd");
  };
  const stroke = (sort, colour, width, dash) => {
    if (!paths[sort] || width <= 0) return;
    context.strokeStyle = colour;
    context.lineWidth = width * pixel;
    context.setLineDash((dash || []).map((part) => part * pixel));
    context.stroke(paths[sort]);
    context.setLineDash([]);
  };
  context.lineCap = "round";
  context.lineJoin = "round";
  fill("green", colours.green);
  fill("water", colours.water);
  stroke("stream", colours.water, Vigil.width("stream", zoom));
  if (zoom >= 14) fill("building", colours.building);
  context.lineCap = "butt";
  stroke("rail", colours.casing, Vigil.width("rail", zoom), zoom >= 14 ? [6, 3] : null);
  stroke("path", colours.casing, Vigil.width("path", zoom), [4, 3]);
  context.lineCap = "round";
  const sorts = ["service", "minor", "street", "main", "ramp", "motorway"];
  const fast = new Set(["ramp", "motorway"]);
  for (const sort of sorts) {
    const width = Vigil.width(sort, zoom);
    if (width >= 2) stroke(sort, colours.casing, width + 1.6);
  }
  for (const sort of sorts) {
    const width = Vigil.width(sort, zoom);
    const colour = fast.has(sort) ? colours.motorway : colours.road;
    stroke(sort, width >= 2 || fast.has(sort) ? colour : colours.casing, width);
  }
};

/** Ready-made pictures as streets. */
Vigil.Pictures = L.TileLayer.extend({
  initialize: function (about, settled, options) {
    this._about = about;
    this._states = new Map();
    L.TileLayer.prototype.initialize.call(this, "tiles/{z}/{x}/{y}", {
      ...options, noWrap: true, minNativeZoom: about.least, maxNativeZoom: about.most, minZoom: about.least,
      maxZoom: 22, keepBuffer: 1, updateWhenIdle: false, className: "pictures",
    });
    this.on("tileload", (event) => this._keep(event.coords, "drawn", settled));
    this.on("tileerror", (event) => this._keep(event.coords, "absent", settled));
    this.on("tileunload", (event) => this._states.delete(this._name(event.coords)));
  },

  _name: (coords) => [coords.z, coords.x, coords.y].join("/"),

  _keep: function (coords, state, settled) {
    this._states.set(this._name(coords), state);
    settled();
  },

  repaint: function () {}, // pictures have their own colours; the sheet dims them

  state: function (x, y, zoom) {
    if (zoom < this._about.least) return "later";
    const native = Math.min(zoom, this._about.most);
    const at = (part) => Math.floor(part * Math.pow(2, native));
    return this._states.get([zoom, at(x), at(y)].join("/")) || "";
  },

  count: function () {
    return Array.from(this._states.values()).filter((state) => state === "drawn").length;
  },

  *sheets() {},
});
