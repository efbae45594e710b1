"use strict";
/* Words on the map: the gravest first, each at the first free spot beside its mark, none on another. */
window.Vigil = window.Vigil || {};

/** Where the name of a town may stand: on its middle, or some way from there. */
Vigil.BESIDE = [
  [0, 0], [0, -1], [0, 1], [0.6, -1], [-0.6, 1], [-0.6, -1], [0.6, 1], [0.6, 0], [-0.6, 0], [0, -2.4], [0, 2.4],
];

Vigil.Labels = class {
  constructor(map, marks, words) {
    this._map = map;
    this._marks = marks;
    this._words = words;
    this._pane = map.createPane("words");
    this._shown = new Map();
    this.atlas = null;
    this.towns = [];
    this.streetNames = () => [];
    this.areaWords = () => [];
  }

  /** How many labels of each sort stand on the map. */
  get count() {
    const count = {};
    for (const { sort } of this._shown.values()) count[sort] = (count[sort] || 0) + 1;
    return count;
  }

  /** The boxes of all labels in the window, in pixels: for the test that none overlaps. */
  get boxes() {
    return Array.from(this._shown.values()).map(({ element }) => {
      const box = element.getBoundingClientRect();
      return [box.left, box.top, box.right, box.bottom];
    });
  }

  refresh() {
    const wanted = this._wanted();
    const made = wanted.map((label) => ({ label: label, element: this._element(label) }));
    for (const item of made) {
      item.width = item.element.offsetWidth;
      item.height = item.element.offsetHeight;
    }
    const taken = this._obstacles();
    const places = this._places();
    const kept = new Map();
    for (const item of made) {
      const corner = item.label.angle === undefined ? this._spot(item, taken, places) : this._along(item, taken);
      if (!corner) continue;
      taken.push(...this._boxes(item, corner));
      L.DomUtil.setPosition(item.element, this._map.containerPointToLayerPoint(corner).round());
      kept.set(item.label.key, { element: item.element, sort: item.label.sort, text: item.label.text });
    }
    for (const item of made) {
      if (!kept.has(item.label.key)) item.element.remove();
    }
    for (const [key, old] of this._shown) {
      if (!kept.has(key) || kept.get(key).element !== old.element) old.element.remove();
    }
    this._shown = kept;
  }

  _element(label) {
    const old = this._shown.get(label.key);
    if (old && old.text === label.text) return old.element;
    const element = L.DomUtil.create("div", "word " + label.sort, this._pane);
    label.fill(element);
    return element;
  }

  /** The first spot that is free and covers no place of help; else the first that is free, if there is one. */
  _spot(item, taken, places) {
    const { at, gap, spots, always } = item.label;
    const size = this._map.getSize();
    const corners = spots.map(([dx, dy, reach]) => [
      at[0] - item.width / 2 + dx * (reach || item.width / 2 + gap),
      at[1] - item.height / 2 + dy * (reach || item.height / 2 + gap),
    ]);
    const covers = (boxes, [x, y]) =>
      boxes.some((box) => x < box[2] && x + item.width > box[0] && y < box[3] && y + item.height > box[1]);
    let free = null;
    for (const corner of corners) {
      const [x, y] = corner;
      const fits = x >= 3 && y >= 3 && x + item.width <= size.x - 3 && y + item.height <= size.y - 3;
      if (!fits || covers(taken, corner)) continue;
      if (!covers(places, corner)) return corner;
      free = free || corner;
    }
    if (free) return free;
    if (!always) return null;
    const inside = (at, room) => Math.max(3, Math.min(at, room - 3));
    const [x, y] = corners[2]; // above, where pushing it sideways does not cover the mark
    return [inside(x, size.x - item.width), inside(y, size.y - item.height)];
  }

  /** What a label covers; words that lie aslant are a row of small boxes. */
  _boxes(item, corner) {
    const { width, height } = item;
    if (!item.label.angle) {
      return [[corner[0] - 2, corner[1] - 1, corner[0] + width + 2, corner[1] + height + 1]];
    }
    const middle = [corner[0] + width / 2, corner[1] + height / 2];
    const steps = Math.max(1, Math.ceil(width / height));
    const [dx, dy] = [Math.cos(item.label.angle), Math.sin(item.label.angle)];
    const half = height / 2 + 1;
    return Array.from({ length: steps }, (_none, step) => {
      const away = ((step + 0.5) / steps - 0.5) * width;
      const [x, y] = [middle[0] + dx * away, middle[1] + dy * away];
      return [x - half, y - half, x + half, y + half];
    });
  }

  /** Words along a line have one place, or none. */
  _along(item, taken) {
    const size = this._map.getSize();
    const corner = [item.label.at[0] - item.width / 2, item.label.at[1] - item.height / 2];
    const free = this._boxes(item, corner).every(
      (mine) =>
        mine[0] >= 0 && mine[1] >= 0 && mine[2] <= size.x && mine[3] <= size.y &&
        !taken.some((box) => mine[0] < box[2] && mine[2] > box[0] && mine[1] < box[3] && mine[3] > box[1])
    );
    return free ? corner : null;
  }

  _point(x, y) {
    const scale = 256 * Math.pow(2, this._map.getZoom());
    const corner = this._map.getPixelBounds().min;
    return [x * scale - corner.x, y * scale - corner.y];
  }

  /** What a label goes out of the way of if it can: the places of help that have a letter or stand for several. */
  _places() {
    const zoom = Math.round(this._map.getZoom());
    if (zoom < Vigil.PLACES_JOINED[0] || !this._marks.count) return [];
    const { min, max } = this._map.getPixelBounds();
    const side = 256 * Math.pow(2, this._map.getZoom() - zoom + 1);
    const boxes = [];
    for (let column = Math.floor(min.x / side); column <= max.x / side; column += 1) {
      for (let row = Math.floor(min.y / side); row <= max.y / side; row += 1) {
        for (const item of this._marks.crowd.items(zoom, column, row)) {
          const [x, y] = this._point(item.x, item.y);
          const reach = item.count ? Vigil.countRadius(item.count) : Vigil.helpRadius(zoom);
          boxes.push([x - reach, y - reach, x + reach, y + reach]);
        }
      }
    }
    return boxes;
  }

  /** What no label may cover: the chosen client's mark, near help, and what floats on the map. */
  _obstacles() {
    const boxes = [];
    const around = (mark, west, north, east, south) => {
      const [x, y] = this._point(mark.x, mark.y);
      boxes.push([x - west, y - north, x + east, y + south]);
    };
    const { alone, joined } = this._marks.joined(Math.round(this._map.getZoom()));
    const chosen = this._marks.byId.get(this._marks.client);
    for (const group of joined) around(group, 18, 9, 18, 9);
    for (const mark of chosen ? [...alone, chosen] : alone) {
      if (mark.confirmed) around(mark, 11, 27, 11, 2);
      else around(mark, 6, 6, 6, 6);
    }
    for (const mark of this._marks.near) around(mark, 7, 7, 7, 7);
    const home = this._map.getContainer().getBoundingClientRect();
    for (const floating of document.querySelectorAll(".leaflet-control, .where")) {
      const box = floating.getBoundingClientRect();
      if (box.width) {
        boxes.push([box.left - home.left, box.top - home.top, box.right - home.left, box.bottom - home.top]);
      }
    }
    return boxes;
  }

  _wanted() {
    const zoom = this._map.getZoom();
    const wanted = [];
    const client = this._marks.byId.get(this._marks.client);
    if (client) wanted.push(this._client(client));
    const chosen = this._marks.byId.get(this._marks.selected);
    if (chosen && chosen.kind !== "client") wanted.push(this._help(chosen, "help chosen"));
    for (const mark of this._marks.near) {
      if (mark !== chosen && zoom >= 9) wanted.push(this._help(mark, "help"));
    }
    if (client && zoom >= 7) wanted.push(...this._rings(client));
    wanted.push(...this.areaWords());
    wanted.push(...this.streetNames(zoom));
    wanted.push(...this._townNames(zoom));
    if (this.atlas) wanted.push(...this._areaNames(zoom));
    return wanted;
  }

  _client(mark) {
    const tier = this._words[mark.tier];
    const zoom = this._map.getZoom();
    const doubt = Vigil.doubtRadius(mark, 256 * Math.pow(2, zoom), zoom);
    const [x, y] = this._point(mark.x, mark.y);
    return {
      key: "client", sort: "client " + mark.tier, always: true,
      at: mark.confirmed ? [x, y - 21] : [x, y], gap: mark.confirmed ? 15 : doubt > 45 ? 12 : doubt + 4,
      spots: [[1, 0], [-1, 0], [0, -1], [0, 1]],
      text: [mark.confirmed, mark.tier, mark.label, mark.note].join("|"),
      fill: (element) => {
        if (tier) {
          element.appendChild(Vigil.tierPicture(mark.tier));
          Vigil.say(element, "b", tier);
        }
        Vigil.say(element, "span", mark.label);
        if (mark.note) Vigil.say(element, "i", mark.note);
      },
    };
  }

  _help(mark, sort) {
    return {
      key: "help " + mark.id, sort: sort, at: this._point(mark.x, mark.y), gap: 11, always: false,
      spots: [[1, 0], [-1, 0], [0, -1], [0, 1], [0.8, -1], [-0.8, -1], [0.8, 1], [-0.8, 1]],
      text: [sort, mark.label, mark.note].join("|"),
      fill: (element) => {
        Vigil.say(element, "span", mark.label);
        if (mark.note) Vigil.say(element, "i", mark.note);
      },
    };
  }

  _rings(client) {
    const scale = 256 * Math.pow(2, this._map.getZoom());
    const [x, y] = this._point(client.x, client.y);
    return Vigil.ringSteps(client.lat, scale, Infinity).map((km) => {
      const reach = (km * 1000) / Vigil.metres(client.lat, scale);
      const text = this._words.km.replace("{n}", String(km));
      return {
        // the words sit on the ring's line: at its top, else at its foot
        key: "ring " + km, sort: "ring", at: [x, y], gap: 0, always: false, text: text,
        spots: [[0, -1, reach], [0, 1, reach], [1, 0, reach], [-1, 0, reach]],
        fill: (element) => Vigil.say(element, "span", text),
      };
    });
  }

  _name(sort, key, text, x, y) {
    return {
      key: key, sort: sort, at: this._point(x, y), gap: 0, always: false, text: text,
      spots: sort === "town" ? Vigil.BESIDE : [[0, 0]],
      fill: (element) => Vigil.say(element, "span", text),
    };
  }

  _townNames(zoom) {
    const least = { 5: 60, 6: 30, 7: 12, 8: 5, 9: 2 }[Math.floor(zoom)] || (zoom < 5 ? Infinity : 1);
    const scale = 256 * Math.pow(2, zoom);
    const { min, max } = this._map.getPixelBounds();
    const names = [];
    for (const { name, x, y, size } of this.towns) {
      if (size < least) break; // the list is sorted, largest first
      if (x * scale < min.x || x * scale > max.x || y * scale < min.y || y * scale > max.y) continue;
      names.push(this._name("town", ["town", name, x].join(" "), name, x, y));
      if (names.length >= 40) break;
    }
    return names;
  }

  _areaNames(zoom) {
    const counties = zoom >= 8;
    if (zoom > 10) return []; // the corner says which county it is
    const scale = 256 * Math.pow(2, zoom);
    const corner = this._map.getPixelBounds().min;
    const size = this._map.getSize();
    const view = { left: corner.x, top: corner.y, scale: scale, size: Math.max(size.x, size.y) };
    const names = [];
    for (const area of counties ? this.atlas.counties : this.atlas.states) {
      const room = (area.box[2] - area.box[0]) * scale;
      if (room < 46 || !Vigil.seen(area.box, view)) continue;
      const [x, y] = this.atlas.middle(area);
      names.push(this._name(counties ? "county" : "state", "area " + area.id, area.name, x, y));
    }
    return names;
  }
};

/** Add an element that says `text`; text from data only ever goes this way. */
Vigil.say = function (parent, name, text) {
  const element = document.createElement(name);
  element.textContent = text;
  parent.appendChild(element);
  return element;
};
