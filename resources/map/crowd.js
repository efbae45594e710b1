"use strict";
/* What stands too close together is drawn as one: places on a grid, people around the gravest of them. */
window.Vigil = window.Vigil || {};

/** Side of a cell in which places are joined, in pixels. */
Vigil.CELL = 32;
/** People are joined below this zoom; from there on every circle of doubt shows its own size. */
Vigil.PEOPLE_APART = 11;
/** How close people may stand before they are joined, in pixels. */
Vigil.ELBOW = 30;
/** Places are joined from their first letter on, below this zoom. */
Vigil.PLACES_JOINED = [8, 13];

/** Bits of x or y, spread so that those of the other fit between. */
Vigil.spread = function (number) {
  let n = number & 0xffff;
  n = (n | (n << 8)) & 0x00ff00ff;
  n = (n | (n << 4)) & 0x0f0f0f0f;
  n = (n | (n << 2)) & 0x33333333;
  return (n | (n << 1)) & 0x55555555;
};

/**
 * The places of help in the order of a curve through the quarters of the quarters of the world, so
 * that the places of any tile stand in one piece.  Built once, asked at every zoom.
 */
Vigil.Crowd = class {
  constructor(places) {
    const numbers = new Float64Array(places.length); // curve × 2^20 + place: one sort without a rule
    places.forEach((mark, at) => {
      const [x, y] = [Math.floor(mark.x * 65536), Math.floor(mark.y * 65536)];
      numbers[at] = ((Vigil.spread(x) | (Vigil.spread(y) << 1)) >>> 0) * 1048576 + at;
    });
    numbers.sort();
    this._places = Array.from(numbers, (number) => places[number % 1048576]);
    this._curve = numbers;
    this._x = Float64Array.from(this._places, (mark) => mark.x);
    this._y = Float64Array.from(this._places, (mark) => mark.y);
    this._cells = new Map();
  }

  _find(curve) {
    let [low, high] = [0, this._curve.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this._curve[middle] < curve * 1048576) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The first place of a tile and the one after its last, by its zoom, column and row. */
  piece(zoom, x, y) {
    const last = Math.pow(2, zoom);
    if (x < 0 || y < 0 || x >= last || y >= last) return [0, 0];
    const deep = Math.min(zoom, 16); // finer ones share the piece of the tile that they lie in
    const up = Math.pow(2, zoom - deep);
    const side = Math.pow(4, 16 - deep);
    const code = (Vigil.spread(Math.floor(x / up)) | (Vigil.spread(Math.floor(y / up)) << 1)) >>> 0;
    return [this._find(code * side), this._find((code + 1) * side)];
  }

  /** Where the specks of a painted tile are, as x, y, x, y …, without those that others would cover. */
  specks(view, side) {
    const across = Math.ceil(view.size / side);
    const taken = new Uint8Array(across * across);
    const [from, to] = this.piece(view.zoom - 1, view.left / view.size, view.top / view.size);
    const found = new Float64Array(2 * Math.min(to - from, taken.length));
    let length = 0;
    for (let at = from; at < to; at += 1) {
      const x = this._x[at] * view.scale - view.left;
      const y = this._y[at] * view.scale - view.top;
      const cell = Math.floor(y / side) * across + Math.floor(x / side);
      if (taken[cell]) continue;
      taken[cell] = 1;
      found[length] = x;
      found[length + 1] = y;
      length += 2;
    }
    return found.subarray(0, length);
  }

  /** The places of a tile of a zoom: alone, or one for all of a cell with their count. */
  items(zoom, x, y) {
    const key = [zoom, x, y].join("/");
    let found = this._cells.get(key);
    if (!found) {
      if (this._cells.size > 400) this._cells.clear();
      const [from, until] = Vigil.PLACES_JOINED;
      const places = this._places.slice(...this.piece(zoom - 1, x, y));
      found = zoom >= from && zoom < until ? Vigil.joinPlaces(places, zoom) : places;
      this._cells.set(key, found);
    }
    return found;
  }

  /** The items that touch a painted tile: its own and those of the tiles around it. */
  *around(view) {
    const [x, y] = [Math.round(view.left / view.size), Math.round(view.top / view.size)];
    for (const [dx, dy] of Vigil.AROUND) yield* this.items(view.zoom, x + dx, y + dy);
  }
};
Vigil.AROUND = [[0, 0], [-1, 0], [1, 0], [0, -1], [0, 1], [-1, -1], [1, -1], [-1, 1], [1, 1]];

/** One item for each cell of a grid: a place, or how many there are and where their middle is. */
Vigil.joinPlaces = function (places, zoom) {
  const scale = (256 * Math.pow(2, zoom)) / Vigil.CELL;
  const cells = new Map();
  for (const mark of places) {
    const cell = Math.floor(mark.y * scale) * 4194304 + Math.floor(mark.x * scale);
    const found = cells.get(cell);
    if (!found) cells.set(cell, mark);
    else if (!found.count) cells.set(cell, { count: 2, x: (found.x + mark.x) / 2, y: (found.y + mark.y) / 2 });
    else {
      found.count += 1;
      found.x += (mark.x - found.x) / found.count;
      found.y += (mark.y - found.y) / found.count;
    }
  }
  return Array.from(cells.values());
};

/** People at one zoom: each by himself, or joined to the gravest one beside him. */
Vigil.joinPeople = function (clients, chosen, zoom) {
  const scale = 256 * Math.pow(2, zoom);
  const groups = [];
  const grave = Array.from(clients).reverse(); // the gravest first
  for (const mark of grave) {
    const near = zoom < Vigil.PEOPLE_APART && mark.id !== chosen
      ? groups.find((group) => Math.hypot(group.x - mark.x, group.y - mark.y) * scale < Vigil.ELBOW)
      : null;
    if (near) near.members.push(mark);
    else if (mark.id !== chosen) groups.push({ x: mark.x, y: mark.y, tier: mark.tier, members: [mark] });
  }
  return {
    alone: groups.filter((group) => group.members.length === 1).map((group) => group.members[0]).reverse(),
    joined: groups.filter((group) => group.members.length > 1).reverse(),
  };
};

/** Draw joined people: the gravest one's colour and shape, and how many they are. */
Vigil.paintJoined = function (group, colours, context, view) {
  const count = String(group.members.length);
  const wide = 20 + count.length * 6.5;
  const at = Vigil.onTile(group, view, wide);
  if (!at) return;
  const colour = colours[group.tier] || colours.accent;
  const [x, y] = [at[0] - wide / 2, at[1] - 9];
  context.beginPath();
  context.roundRect(x, y, wide, 18, 9);
  context.fillStyle = colours[group.tier ? group.tier + "_ground" : "accent_ground"];
  context.fill();
  context.strokeStyle = colour;
  context.lineWidth = 1.5;
  context.stroke();
  Vigil.tierPath(context, group.tier, x + 10.5, at[1], 4);
  context.fillStyle = colour;
  context.fill();
  context.font = "600 11px Inter, system-ui, sans-serif";
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.fillText(count, x + 17, at[1] + 0.5);
};

Vigil.countRadius = (count) => (count > 99 ? 12 : count > 9 ? 10 : 8);

/** Draw joined places: a ring with their number. */
Vigil.paintCount = function (item, colours, context, at) {
  const radius = Vigil.countRadius(item.count);
  context.beginPath();
  context.arc(at[0], at[1], radius, 0, 7);
  context.fillStyle = colours.land;
  context.fill();
  context.strokeStyle = context.fillStyle = colours.facility;
  context.lineWidth = 1.2;
  context.stroke();
  context.font = "500 10px Inter, system-ui, sans-serif";
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(String(item.count), at[0], at[1] + 0.5);
};
