"use strict";
/* Reads vector tiles (Mapbox Vector Tile 2), believing nothing: a broken one throws and that is all. */
window.Vigil = window.Vigil || {};

/** Numbers and pieces of a protocol buffer, in order. */
Vigil.Buffer = class {
  constructor(bytes, at = 0, end = bytes.length) {
    if (end > bytes.length) throw new RangeError("cut short");
    this.bytes = bytes;
    this.at = at;
    this.end = end;
  }

  get more() {
    return this.at < this.end;
  }

  number() {
    let value = 0;
    let power = 1;
    for (let count = 0; count < 10; count += 1) {
      if (this.at >= this.end) throw new RangeError("cut short");
      const byte = this.bytes[this.at++];
      value += (byte & 0x7f) * power;
      if (byte < 0x80) return value;
      power *= 128;
    }
    throw new RangeError("no number");
  }

  signed() {
    const value = this.number();
    return value % 2 ? -(value + 1) / 2 : value / 2;
  }

  /** The piece that follows, as a buffer of its own. */
  piece() {
    const length = this.number();
    const from = this.at;
    if (from + length > this.end) throw new RangeError("cut short");
    this.at = from + length;
    return new Vigil.Buffer(this.bytes, from, this.at);
  }

  text() {
    const { at, end } = this;
    return Vigil.Buffer.utf8.decode(this.bytes.subarray(at, end));
  }

  skip(wire) {
    if (wire === 0) this.number();
    else if (wire === 1) this.at += 8;
    else if (wire === 2) this.piece();
    else if (wire === 5) this.at += 4;
    else throw new RangeError("no such wire");
  }

  /** Call `act(field, wire)` for every field; what it does not read (returns false) is passed over. */
  fields(act) {
    while (this.more) {
      const key = this.number();
      const wire = key % 8;
      if (act((key - wire) / 8, wire) === false) this.skip(wire);
    }
  }
};
Vigil.Buffer.utf8 = new TextDecoder();

/** The layers of a tile that `wanted(name)` asks for: name, extent, and features with tags and lines. */
Vigil.readTile = function (bytes, wanted) {
  const layers = [];
  const tile = new Vigil.Buffer(bytes);
  tile.fields((field, wire) => {
    if (field !== 3 || wire !== 2) return false;
    const layer = Vigil.readLayer(tile.piece(), wanted);
    if (layer) layers.push(layer);
    return true;
  });
  return layers;
};

Vigil.readLayer = function (buffer, wanted) {
  let name = "";
  let extent = 4096;
  const keys = [];
  const values = [];
  const features = [];
  buffer.fields((field, wire) => {
    if (wire === 2 && field === 1) name = buffer.piece().text();
    else if (wire === 2 && field === 2) features.push(buffer.piece());
    else if (wire === 2 && field === 3) keys.push(buffer.piece().text());
    else if (wire === 2 && field === 4) values.push(Vigil.readValue(buffer.piece()));
    else if (wire === 0 && field === 5) extent = buffer.number();
    else return false;
    return true;
  });
  if (!(extent > 0) || !wanted(name)) return null;
  return { name, extent, features: features.map((piece) => Vigil.readFeature(piece, keys, values)) };
};

Vigil.readValue = function (buffer) {
  let value = "";
  buffer.fields((field, wire) => {
    if (field === 1 && wire === 2) value = buffer.piece().text();
    else if (field === 6 && wire === 0) value = buffer.signed();
    else if ((field === 4 || field === 5 || field === 7) && wire === 0) value = buffer.number();
    else return false;
    return true;
  });
  return value;
};

/** A feature: its type (1 points, 2 lines, 3 areas), its tags, and its lines as x, y, x, y … */
Vigil.readFeature = function (buffer, keys, values) {
  const feature = { type: 0, tags: new Map(), lines: [] };
  let shape = null;
  buffer.fields((field, wire) => {
    if (field === 3 && wire === 0) feature.type = buffer.number();
    else if (field === 2 && wire === 2) {
      const tags = buffer.piece();
      while (tags.more) {
        const key = keys[tags.number()];
        feature.tags.set(key, values[tags.number()]);
      }
    } else if (field === 4 && wire === 2) shape = buffer.piece();
    else return false;
    return true;
  });
  if (shape) feature.lines = Vigil.readLines(shape);
  return feature;
};

Vigil.readLines = function (buffer) {
  const lines = [];
  let line = null;
  let x = 0;
  let y = 0;
  while (buffer.more) {
    const command = buffer.number();
    const act = command % 8;
    if (act === 7) {
      if (line && line.length) line.push(line[0], line[1]);
      continue;
    }
    if (act !== 1 && act !== 2) throw new RangeError("no such command");
    for (let times = (command - act) / 8; times > 0; times -= 1) {
      x += buffer.signed();
      y += buffer.signed();
      if (act === 1) lines.push((line = []));
      if (!line) throw new RangeError("no beginning");
      line.push(x, y);
    }
  }
  return lines;
};
