"use strict";
/* A layer of tiles that are painted here, each on a canvas that is kept for a while after it left the window. */
window.Vigil = window.Vigil || {};

/** Side of a painted tile, in pixels of the page. */
Vigil.TILE = 512;
/** How many bytes of canvases a layer keeps, those in the window among them; it never has fewer than it shows. */
Vigil.KEPT = 33554432;

/** A tile layer whose tiles are canvases; `paint(context, view)` draws one of them, all of it if it is `opaque`. */
Vigil.Painted = L.GridLayer.extend({
  // drawn while a finger still drags: nobody may be missing at the edge that comes in
  options: { tileSize: Vigil.TILE, noWrap: true, keepBuffer: 1, updateWhenIdle: false, updateInterval: 30 },

  initialize: function (paint, options) {
    this._paint = paint;
    this._kept = new Map();
    this._version = 0;
    L.GridLayer.prototype.initialize.call(this, options);
  },

  createTile: function (coords) {
    const key = this._tileCoordsToKey(coords);
    const tile = this._kept.get(key) || this._spare() || document.createElement("canvas");
    this._kept.delete(key); // to the end: the first is the one that was asked for longest ago
    this._kept.set(key, tile);
    if (tile.key !== key) tile.version = -1;
    tile.key = key;
    this._bring(tile, coords);
    return tile;
  },

  /** The canvas that left the window longest ago, once as many are kept as may be: a new one takes long to come by. */
  _spare: function () {
    if (this._kept.size < Vigil.KEPT / (4 * Vigil.sharp(this.options.tileSize) ** 2)) return null;
    for (const [key, tile] of this._kept) {
      if (tile.parentNode) continue;
      this._kept.delete(key);
      return tile;
    }
    return null;
  },

  /** What is painted has changed: draw every tile again where it stands, so that nothing flashes. */
  repaint: function () {
    this._version += 1;
    for (const { el, coords } of Object.values(this._tiles || {})) this._bring(el, coords);
  },

  /** Trust no canvas that is kept: what comes into the window is drawn as if for the first time. */
  forget: function () {
    this._version += 1;
  },

  /** Draw a tile, unless it is as it should be. */
  _bring: function (tile, coords) {
    const side = Vigil.sharp(this.options.tileSize);
    if (tile.version === this._version && tile.width === side) return;
    const blank = tile.width !== side;
    if (blank) tile.width = tile.height = side;
    tile.version = this._version;
    const size = this.options.tileSize;
    const ratio = side / size;
    const context = tile.getContext("2d", { willReadFrequently: true, alpha: !this.options.opaque });
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    if (!blank && !this.options.opaque) context.clearRect(0, 0, size, size);
    this._paint(context, {
      left: coords.x * size,
      top: coords.y * size,
      size: size,
      zoom: coords.z,
      scale: 256 * Math.pow(2, coords.z),
    });
  },
});

/** So many pixels of the screen are as long as `length` pixels of the page, which grow with the text. */
Vigil.sharp = (length) => Math.round(length * (window.devicePixelRatio || 1));
