"use strict";
/* Who and what stands on the map: people as circles of doubt or pins, help as small circles. */
window.Vigil = window.Vigil || {};

Vigil.TIERS = ["low", "moderate", "high", "imminent"];
Vigil.LETTERS = { hospital: "H", ems: "E", psap: "9", mobile_crisis: "M", crisis_centre: "C",
  sheriff: "S", warning_point: "W", relay: "R" };

/** Metres that one pixel spans at a latitude. */
Vigil.metres = function (lat, scale) {
  return (40075016.686 * Math.cos((lat * Math.PI) / 180)) / scale;
};

/** The marks by id, and the same sorted for painting; sorted only when something of them changed. */
Vigil.Marks = class {
  constructor() {
    this.byId = new Map();
    this.selected = "";
    this.client = "";
    this._sorts = { people: new Map(), places: new Map(), ranked: new Map() };
    this._lists = {};
    this._crowd = null;
    this._joined = null;
  }

  /** Take rows as `console.ui.map.mark` writes them. */
  upsert(rows) {
    for (const row of rows) {
      const [id, kind, lat, lon, error, flags, label, note, tier, rank] = row;
      const [x, y] = Vigil.world(lat, lon);
      const [confirmed, emergency, invented] = [flags & 1, flags & 2, flags & 4].map(Boolean);
      const old = this.byId.get(id);
      if (old) this._drop(old);
      const sort = kind === "client" ? "people" : rank === null ? "places" : "ranked";
      const mark = {
        id, kind, lat, lon, error, confirmed, emergency, invented, label, note, tier, rank, x, y, sort,
      };
      this.byId.set(id, mark);
      this._sorts[sort].set(id, mark);
      this._changed(sort);
    }
  }

  remove(ids) {
    for (const id of ids) {
      const old = this.byId.get(id);
      if (old) this._drop(old);
    }
  }

  _drop(mark) {
    this.byId.delete(mark.id);
    this._sorts[mark.sort].delete(mark.id);
    this._changed(mark.sort);
  }

  _changed(sort) {
    delete this._lists[sort];
    if (sort === "places") this._crowd = null;
    if (sort === "people") this._joined = null;
  }

  _list(sort, compare) {
    if (!this._lists[sort]) this._lists[sort] = Array.from(this._sorts[sort].values()).sort(compare);
    return this._lists[sort];
  }

  /** The people, the gravest last. */
  get clients() {
    return this._list("people", (a, b) => Vigil.TIERS.indexOf(a.tier) - Vigil.TIERS.indexOf(b.tier));
  }

  /** The help that the list beside the map names, nearest first. */
  get near() {
    return this._list("ranked", (a, b) => a.rank - b.rank);
  }

  /** How many places of help there are in all. */
  get count() {
    return this._sorts.places.size + this._sorts.ranked.size;
  }

  /** The help that is not near, sorted by where it is. */
  get crowd() {
    if (!this._crowd) this._crowd = new Vigil.Crowd(Array.from(this._sorts.places.values()));
    return this._crowd;
  }

  /** The people at a zoom: alone, or joined. */
  joined(zoom) {
    if (!this._joined || this._joined.client !== this.client) {
      this._joined = { client: this.client, zooms: new Map() };
    }
    const { zooms } = this._joined;
    if (!zooms.has(zoom)) zooms.set(zoom, Vigil.joinPeople(this.clients, this.client, zoom));
    return zooms.get(zoom);
  }
};

/** How large a place of help is drawn at a zoom, in pixels. */
Vigil.helpRadius = function (zoom) {
  const steps = [1, 1.1, 1.4, 1.8, 2.4, 3.2, 4.4, 5.6];
  return zoom < 4 ? 0.8 : zoom > 11 ? 6.5 : steps[Math.floor(zoom) - 4];
};

/** How large the circle of a client is drawn, in pixels: never smaller than its tier's shape. */
Vigil.doubtRadius = function (mark, scale, zoom) {
  return Math.max(mark.error / Vigil.metres(mark.lat, scale), zoom < 5 ? 5.5 : zoom < 7 ? 7.5 : 10);
};

/** The shape that stands for a tier, centred, `reach` pixels to its edge. */
Vigil.tierPath = function (context, tier, x, y, reach) {
  context.beginPath();
  if (tier === "imminent") {
    context.moveTo(x, y - reach * 1.2);
    context.lineTo(x + reach * 1.2, y);
    context.lineTo(x, y + reach * 1.2);
    context.lineTo(x - reach * 1.2, y);
  } else if (tier === "high") {
    context.moveTo(x, y - reach * 1.15);
    context.lineTo(x + reach * 1.15, y + reach * 0.9);
    context.lineTo(x - reach * 1.15, y + reach * 0.9);
  } else if (tier === "low") {
    context.rect(x - reach * 0.9, y - reach * 0.9, reach * 1.8, reach * 1.8);
  } else {
    context.arc(x, y, reach, 0, 7);
  }
  context.closePath();
};

Vigil.onTile = function (mark, view, reach) {
  const x = mark.x * view.scale - view.left;
  const y = mark.y * view.scale - view.top;
  if (x < -reach || y < -reach || x > view.size + reach || y > view.size + reach) return null;
  return [x, y];
};

/** Draw the places of help of one tile, `bare` so far or not; far ones recede, near ones wear the accent. */
Vigil.paintHelp = function (marks, colours, context, view, bare) {
  const radius = Vigil.helpRadius(view.zoom);
  if (radius < 2) Vigil.paintSpecks(marks.crowd, colours.speck, context, view, radius, bare);
  else Vigil.paintCrowd(marks, colours, context, view, radius);
  for (const mark of Array.from(marks.near).reverse()) {
    const at = Vigil.onTile(mark, view, 14);
    if (at) Vigil.paintNear(mark, mark.id === marks.selected, colours, context, at, radius);
  }
  const chosen = marks.byId.get(marks.selected);
  if (chosen && chosen.kind !== "client" && chosen.rank === null) {
    const at = Vigil.onTile(chosen, view, 14);
    if (at) Vigil.paintNear(chosen, true, colours, context, at, radius);
  }
};

/** Draw the places that have letters: alone, or as many as stand together. */
Vigil.paintCrowd = function (marks, colours, context, view, radius) {
  for (const mark of marks.crowd.around(view)) {
    const at = mark.id === marks.selected ? null : Vigil.onTile(mark, view, 14);
    if (!at) continue;
    context.fillStyle = context.strokeStyle = colours.facility;
    if (mark.count) Vigil.paintCount(mark, colours, context, at);
    else Vigil.paintPlace(mark, colours, context, at, radius);
  }
};

Vigil.paintNear = function (mark, chosen, colours, context, at, radius) {
  const reach = Math.max(radius, 6.5);
  context.fillStyle = colours.land;
  context.beginPath();
  context.arc(at[0], at[1], reach + 1.5, 0, 7);
  context.fill();
  context.fillStyle = context.strokeStyle = colours.accent;
  Vigil.paintPlace(mark, colours, context, at, reach);
  if (!chosen) return;
  context.lineWidth = 2;
  context.beginPath();
  context.arc(at[0], at[1], reach + 4, 0, 7);
  context.stroke();
};

/** Filled with an emergency department or for any other kind of help, hollow without. */
Vigil.paintPlace = function (mark, colours, context, at, radius) {
  const hollow = mark.kind === "hospital" && !mark.emergency;
  const colour = context.strokeStyle;
  context.beginPath();
  context.arc(at[0], at[1], radius - (hollow ? 0.7 : 0), 0, 7);
  context.fillStyle = hollow ? colours.land : colour;
  context.fill();
  context.lineWidth = 1.4;
  if (hollow) context.stroke();
  if (mark.invented) {
    context.setLineDash([2, 2]);
    context.beginPath();
    context.arc(at[0], at[1], radius + 2.2, 0, 7);
    context.stroke();
    context.setLineDash([]);
  }
  if (radius >= 5.5) {
    context.font = "700 " + Math.round(radius * 1.45) + "px Inter, system-ui, sans-serif";
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillStyle = hollow ? colour : colours.land;
    context.fillText(Vigil.LETTERS[mark.kind] || "", at[0], at[1] + 0.5);
  }
  context.fillStyle = colour;
};

/** Distances in kilometres whose rings fit the view. */
Vigil.ringSteps = function (lat, scale, reach) {
  const pixel = Vigil.metres(lat, scale) / 1000;
  const first = [0.5, 1, 2, 5, 10, 20, 50, 100].find((km) => km / pixel >= 70);
  if (!first) return [];
  return [1, 2, 4].map((times) => first * times).filter((km) => km / pixel < reach);
};

/** Draw the people of one tile, the gravest on top. */
Vigil.paintClients = function (marks, colours, context, view) {
  const chosen = marks.byId.get(marks.client);
  if (chosen && view.zoom >= 7) Vigil.paintRings(chosen, colours, context, view);
  const { alone, joined } = marks.joined(view.zoom);
  for (const mark of alone) Vigil.paintClient(mark, false, colours, context, view);
  for (const group of joined) Vigil.paintJoined(group, colours, context, view);
  if (chosen) Vigil.paintClient(chosen, true, colours, context, view);
};

Vigil.paintRings = function (mark, colours, context, view) {
  const x = mark.x * view.scale - view.left;
  const y = mark.y * view.scale - view.top;
  context.strokeStyle = colours.ink2;
  context.lineWidth = 0.8;
  context.globalAlpha = 0.45;
  context.setLineDash([1, 5]);
  context.lineCap = "round";
  for (const km of Vigil.ringSteps(mark.lat, view.scale, Infinity)) {
    context.beginPath();
    context.arc(x, y, (km * 1000) / Vigil.metres(mark.lat, view.scale), 0, 7);
    context.stroke();
  }
  context.setLineDash([]);
  context.lineCap = "butt";
  context.globalAlpha = 1;
};

Vigil.paintClient = function (mark, chosen, colours, context, view) {
  if (mark.confirmed) return; // a pin: see pins.js
  const radius = Vigil.doubtRadius(mark, view.scale, view.zoom);
  const at = Vigil.onTile(mark, view, radius + 4);
  if (!at) return;
  const colour = colours[mark.tier] || colours.accent;
  context.fillStyle = context.strokeStyle = colour;
  context.globalAlpha = chosen ? 0.16 : 0.1;
  context.beginPath();
  context.arc(at[0], at[1], radius, 0, 7);
  context.fill();
  context.globalAlpha = chosen ? 1 : 0.75;
  context.lineWidth = chosen ? 2 : 1.2;
  if (radius > 16) context.setLineDash([5, 4]);
  context.stroke();
  context.setLineDash([]);
  context.globalAlpha = 1;
  Vigil.tierPath(context, mark.tier, at[0], at[1], chosen ? 6 : view.zoom < 5 ? 3 : view.zoom < 7 ? 4 : 5);
  context.lineWidth = view.zoom < 5 ? 1.5 : 3;
  context.strokeStyle = colours.land;
  context.stroke();
  context.fill();
};
