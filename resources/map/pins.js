"use strict";
/* Pins: only for a client whose address somebody confirmed. */
window.Vigil = window.Vigil || {};

/** One DivIcon marker for every confirmed client, kept in step with the marks. */
Vigil.Pins = class {
  constructor(map, marks, picked) {
    this._map = map;
    this._marks = marks;
    this._picked = picked;
    this._pins = new Map();
  }

  get count() {
    return this._pins.size;
  }

  /** Stick the pins of a zoom; who is joined to others there has none of their own. */
  refresh(zoom) {
    const chosen = this._marks.byId.get(this._marks.client);
    const people = chosen ? [...this._marks.joined(zoom).alone, chosen] : this._marks.joined(zoom).alone;
    const wanted = new Map(people.filter((mark) => mark.confirmed).map((mark) => [mark.id, mark]));
    for (const [id, pin] of this._pins) {
      const mark = wanted.get(id);
      if (mark && pin.look === Vigil.Pins.look(mark, this._marks)) continue;
      pin.marker.remove();
      this._pins.delete(id);
    }
    for (const [id, mark] of wanted) {
      if (!this._pins.has(id)) this._pins.set(id, this._stick(mark));
    }
  }

  static look(mark, marks) {
    return [mark.lat, mark.lon, mark.tier, mark.label, mark.id === marks.client].join("|");
  }

  _stick(mark) {
    const chosen = mark.id === this._marks.client;
    const icon = L.divIcon({
      html: Vigil.Pins.draw(mark.tier, chosen),
      className: ["pin", mark.tier || "untold"].concat(chosen ? ["chosen"] : []).join(" "),
      iconSize: null,
    });
    const marker = L.marker([mark.lat, mark.lon], {
      icon: icon,
      keyboard: false,
      zIndexOffset: chosen ? 100000 : 1000 * Vigil.TIERS.indexOf(mark.tier),
    });
    marker.on("click", () => this._picked(mark.id));
    marker.addTo(this._map);
    return { marker: marker, look: Vigil.Pins.look(mark, this._marks) };
  }

  /** A drop with its tip on the place and the tier's shape inside. */
  static draw(tier, chosen) {
    const height = chosen ? 34 : 26;
    const picture = Vigil.svg("svg", {
      viewBox: "0 0 24 31", width: (height * 24) / 31, height: height, "aria-hidden": "true",
    });
    const drop = "M12 30.5C12 30.5 22.5 18.2 22.5 11.5A10.5 10.5 0 1 0 1.5 11.5C1.5 18.2 12 30.5 12 30.5Z";
    picture.appendChild(Vigil.svg("path", { d: drop, class: "drop" }));
    picture.appendChild(Vigil.svg("path", { d: Vigil.tierOutline(tier, 12, 11.5, 5), class: "shape" }));
    return picture;
  }
};

/** An SVG element with attributes. */
Vigil.svg = function (name, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
};

/** The outline of a tier's shape for an SVG path. */
Vigil.tierOutline = function (tier, x, y, reach) {
  const corners = {
    imminent: [[0, -1.2], [1.2, 0], [0, 1.2], [-1.2, 0]],
    high: [[0, -1.15], [1.15, 0.9], [-1.15, 0.9]],
    low: [[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]],
  }[tier];
  if (!corners) {
    return `M${x - reach} ${y}a${reach} ${reach} 0 1 0 ${reach * 2} 0a${reach} ${reach} 0 1 0 ${-reach * 2} 0Z`;
  }
  return "M" + corners.map(([dx, dy]) => `${x + dx * reach} ${y + dy * reach}`).join("L") + "Z";
};

/** A small picture of a tier for labels and the legend. */
Vigil.tierPicture = function (tier) {
  const picture = Vigil.svg("svg", { viewBox: "0 0 14 14", width: 11, height: 11, class: "tier " + tier });
  picture.setAttribute("aria-hidden", "true");
  picture.appendChild(Vigil.svg("path", { d: Vigil.tierOutline(tier, 7, 7, 5) }));
  return picture;
};
