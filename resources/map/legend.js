"use strict";
/* What the marks mean, and whose outlines these are: in words, behind one button where room is short. */
window.Vigil = window.Vigil || {};

Vigil.Legend = L.Control.extend({
  options: { position: "bottomleft" },

  initialize: function (words) {
    this._words = words;
    L.Control.prototype.initialize.call(this);
  },

  onAdd: function (map) {
    const box = L.DomUtil.create("div", "legend");
    L.DomEvent.disableClickPropagation(box);
    L.DomEvent.disableScrollPropagation(box);
    this._button = Vigil.say(box, "button", this._words.key);
    this._button.type = "button";
    this._button.addEventListener("click", () => this._open(this._list.hidden));
    this._list = L.DomUtil.create("ul", "", box);
    for (const tier of Array.from(Vigil.TIERS).reverse()) {
      this._row(Vigil.tierPicture(tier), this._words[tier]);
    }
    this._row(Vigil.Pins.draw("moderate", false), this._words.pin).classList.add("pinned");
    this._row(Vigil.Legend.circle("doubt", ""), this._words.circle);
    this._row(Vigil.Legend.circle("joined", "3"), this._words.joined);
    this._row(Vigil.Legend.circle("counted", "3"), this._words.counted);
    this._row(Vigil.Legend.circle("full", "H"), this._words.hospital_emergency);
    this._row(Vigil.Legend.circle("hollow", "H"), this._words.hospital);
    for (const kind of ["ems", "psap", "mobile_crisis", "crisis_centre"]) {
      this._row(Vigil.Legend.circle("full", Vigil.LETTERS[kind]), this._words[kind]);
    }
    this._row(Vigil.Legend.circle("reach", ""), this._words.reach);
    this._row(Vigil.Legend.circle("answers", ""), this._words.answers);
    this._row(Vigil.Legend.circle("invented", ""), this._words.invented);
    this._row(Vigil.Legend.circle("near", ""), this._words.near);
    this._button.setAttribute("aria-controls", (this._list.id = "legend-list"));
    const size = map.getSize();
    this._open(size.x >= 1200 && size.y >= 700);
    return box;
  },

  isOpen: function () {
    return !this._list.hidden;
  },

  toggle: function () {
    this._open(this._list.hidden);
  },

  _open: function (open) {
    this._list.hidden = !open;
    this._button.setAttribute("aria-expanded", String(open));
    if (this._map) this._map.fire("vigil:furniture");
  },

  _row: function (picture, text) {
    const row = L.DomUtil.create("li", "", this._list);
    row.appendChild(picture);
    Vigil.say(row, "span", text);
    return row;
  },
});

Vigil.Legend.circle = function (look, letter) {
  const picture = Vigil.svg("svg", { viewBox: "0 0 16 16", width: 14, height: 14, class: "place " + look });
  picture.setAttribute("aria-hidden", "true");
  picture.appendChild(Vigil.svg("circle", { cx: 8, cy: 8, r: look === "invented" ? 7 : 6.5 }));
  if (look === "invented") picture.appendChild(Vigil.svg("circle", { cx: 8, cy: 8, r: 4, class: "core" }));
  if (letter) picture.appendChild(Vigil.svg("text", { x: 8, y: 11.4 })).textContent = letter;
  return picture;
};

/** The sources, as text that opens nothing. */
Vigil.Sources = L.Control.extend({
  options: { position: "bottomright" },

  initialize: function (text) {
    this._text = text;
    L.Control.prototype.initialize.call(this);
  },

  onAdd: function () {
    const box = L.DomUtil.create("div", "sources");
    box.textContent = this._text;
    return box;
  },
});
