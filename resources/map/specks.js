"use strict";
/* The places of help from far away: tens of thousands of specks, laid on one buffer of pixels by hand. */
window.Vigil = window.Vigil || {};

/** One speck for each cell of so many pixels: what others would cover is left out. */
Vigil.speckCell = (zoom) => (zoom < 7 ? 3 : 4);

/** The buffer for canvases of a side; tiles are drawn one after the other, so one is enough. */
Vigil.blotter = function (side) {
  if (!Vigil.blotter.made || Vigil.blotter.made.canvas.width !== side) {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = side;
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    const image = pen.createImageData(side, side);
    Vigil.blotter.made = { canvas, pen, image, pixels: new Uint32Array(image.data.buffer) };
  }
  return Vigil.blotter.made;
};

/** Add a square to the pixels: each is as dark as the part of it that is covered. */
Vigil.blot = function (pixels, side, west, north, reach, ink, opacity) {
  const east = west + reach;
  const south = north + reach;
  const lastX = Math.min(side, east);
  const lastY = Math.min(side, south);
  for (let row = Math.max(0, Math.floor(north)); row < lastY; row += 1) {
    const tall = (Math.min(row + 1, south) - Math.max(row, north)) * opacity;
    for (let column = Math.max(0, Math.floor(west)); column < lastX; column += 1) {
      const covered = (Math.min(column + 1, east) - Math.max(column, west)) * tall;
      const at = row * side + column;
      const before = pixels[at] >>> 24;
      pixels[at] = (Math.round(before + (255 - before) * covered) << 24) | ink;
    }
  }
};

/** Draw the specks of one tile; `bare` when nothing is on it yet. */
Vigil.paintSpecks = function (crowd, colour, context, view, radius, bare) {
  const specks = crowd.specks(view, Vigil.speckCell(view.zoom));
  if (!specks.length) return;
  const side = context.canvas.width;
  const ratio = side / view.size;
  const { canvas, pen, image, pixels } = Vigil.blotter(side);
  pixels.fill(0);
  const number = parseInt(colour.slice(1), 16); // RRGGBB; in a buffer the red comes first, the opacity last
  const ink = ((number & 255) << 16) | (number & 0xff00) | (number >> 16);
  const opacity = view.zoom < 5 ? 0.5 : view.zoom < 7 ? 0.75 : 1;
  for (let at = 0; at < specks.length; at += 2) {
    const [x, y] = [specks[at] - radius, specks[at + 1] - radius];
    Vigil.blot(pixels, side, x * ratio, y * ratio, 2 * radius * ratio, ink, opacity);
  }
  if (bare) {
    context.putImageData(image, 0, 0);
  } else {
    pen.putImageData(image, 0, 0);
    context.drawImage(canvas, 0, 0, view.size, view.size);
  }
};
