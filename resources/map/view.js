"use strict";
/* The map as one object: layers, selection, theme, and what the operator does with it. */
window.Vigil = window.Vigil || {};

/** Pixels around a mark that still count as clicking it. */
Vigil.GRASP = 12;

/** By how many pixels a pane may change, as for a calm bar, before its picture is fitted again. */
Vigil.SLACK = 90;

/** From so many places on, what comes is drawn with what comes soon after it. */
Vigil.MANY = 5000;

/** South-west and north-east corner of the contiguous states. */
Vigil.COUNTRY = [[24.4, -124.9], [49.4, -66.9]];

Vigil.View = class {
  /** `told` has `picked(id)`, `moved(lat, lon, zoom)` and `drawn()`. */
  constructor(map, settings, told) {
    this.map = map;
    this.told = told;
    this.themes = settings.themes;
    this.words = settings.words;
    this.marks = new Vigil.Marks();
    this.atlas = null;
    this.panned = false;
    this.colours = this.themes.light;
    this._pending = 0;
    this._zoomed = null;
    const ground = (context, view) => this._paintGround(context, view);
    this.ground = new Vigil.Painted(ground, { pane: "tilePane", opaque: true }).addTo(map);
    this._lay(settings.streets);
    this.areas = new Vigil.Areas();
    // one canvas for all that lies over the streets: a screen without a graphics card lays each over the others
    map.createPane("above").style.zIndex = 420;
    const above = (context, view) => this._paintAbove(context, view);
    this.above = new Vigil.Painted(above, { pane: "above" }).addTo(map);
    this.pins = new Vigil.Pins(map, this.marks, (id) => this.told.picked(id));
    this.labels = new Vigil.Labels(map, this.marks, this.words);
    this.labels.areaWords = () => this.areas.labels(this.map, this.words);
    if (this.streets) this.labels.streetNames = (zoom) => Vigil.streetNames(this.map, this.streets, zoom);
    this.where = L.DomUtil.create("div", "where", map.getContainer());
    this.where.setAttribute("aria-live", "off");
    this.hint = L.DomUtil.create("div", "hint", map.getContainer());
    this.hint.hidden = true;
    this.legend = new Vigil.Legend(this.words).addTo(map);
    new Vigil.Sources(settings.sources).addTo(map);
    this._centred = "";
    this._fit();
    this._listen();
    this.theme("light");
  }

  _listen() {
    const container = this.map.getContainer();
    container.setAttribute("aria-label", this.words.map);
    container.setAttribute("role", "application");
    window.addEventListener("focus", () => container.focus({ preventScroll: true }));
    for (const act of ["dragstart", "keydown", "boxzoomstart"]) {
      this.map.on(act, () => { this.panned = true; });
    }
    for (const [act, at] of [["wheel", container], ["click", container.querySelector(".leaflet-bar")]]) {
      at.addEventListener(act, () => { this.panned = true; }, { passive: true });
    }
    this.map.on("moveend zoomend resize vigil:furniture", () => this._later(false));
    this.map.on("zoomend", () => this._stick(false)); // with the tiles: nobody is missing in between
    this.map.on("resize", () => {
      this._sharpen();
      const by = this.map.getSize().subtract(this._fitted);
      if (!this.panned && Math.max(Math.abs(by.x), Math.abs(by.y)) > Vigil.SLACK) this._fit();
    });
    this.map.on("click", (event) => {
      const mark = this.under(event.containerPoint);
      if (mark && mark.members) this._spread(mark.members);
      else if (mark && mark.count) this.map.setView([mark.lat, mark.lon], this.map.getZoom() + 2);
      else if (mark) this.told.picked(mark.id);
    });
    this.map.on("mousemove", (event) => this._point(event.containerPoint));
    this.map.on("mouseout movestart", () => { this.hint.hidden = true; });
  }

  /** Lay the organisation's streets over the outlines, if it has some. */
  _lay(about) {
    this.about = about;
    this.streets = null;
    if (about.why) return;
    this.map.createPane("streets").style.zIndex = 250;
    const settled = () => this._later(false);
    if (about.sort === "vector") {
      this.streets = new Vigil.Streets(about, () => this.colours, settled, { pane: "streets" });
    } else {
      this.streets = new Vigil.Pictures(about, settled, { pane: "streets" });
    }
    this.streets.addTo(this.map);
  }

  /** Put the outlines under everything. */
  land(topology) {
    this.atlas = this.labels.atlas = new Vigil.Atlas(topology);
    this.ground.repaint();
    this._later(false);
  }

  towns(list) {
    this.labels.towns = list.map(([name, lat, lon, size]) => {
      const [x, y] = Vigil.world(lat, lon);
      return { name, x, y, size };
    });
    this._later(false);
  }

  upsert(rows) {
    this.marks.upsert(rows);
    this._follow();
    // a country's help comes in hundreds of parts: it is not drawn anew for each
    if (this.marks.count < Vigil.MANY) this._later(true);
    else if (!this._due) this._due = setTimeout(() => { this._due = 0; this._later(true); }, 150);
  }

  /** Draw these areas and no others. */
  spreadOut(rows) {
    this.areas.take(rows);
    this.above.repaint();
    this._later(false);
  }

  remove(ids) {
    this.marks.remove(ids);
    this._later(true);
  }

  /** Choose a mark; a new client is centred once, with the nearest help in view. */
  select(id, centring) {
    const mark = this.marks.byId.get(id);
    this.marks.selected = id;
    if (!mark || mark.kind === "client") {
      const fresh = id !== this.marks.client;
      this.marks.client = id;
      if (fresh && centring) this.panned = false;
      this._awaited = fresh && centring && id !== "";
      this._follow();
    }
    this._later(true);
  }

  centre(lat, lon, zoom) {
    this._awaited = false;
    this.panned = true;
    this.map.setView([lat, lon], zoom, { animate: false });
  }

  /** Do what a key of the window asks for. */
  act(name) {
    const step = this.map.options.keyboardPanDelta;
    const moves = { map_west: [-step, 0], map_east: [step, 0], map_north: [0, -step], map_south: [0, step] };
    if (name === "map_legend") this.legend.toggle();
    else if (name === "map_home") {
      this.panned = false;
      this._centred = this.marks.client;
      this._fit();
    } else {
      this.panned = true;
      if (moves[name]) this.map.panBy(moves[name], { animate: false });
      else if (name === "map_in") this.map.zoomIn(1, { animate: false });
      else if (name === "map_out") this.map.zoomOut(1, { animate: false });
    }
  }

  theme(name) {
    this.colours = this.themes[name];
    document.documentElement.dataset.theme = name;
    for (const [token, colour] of Object.entries(this.colours)) {
      document.documentElement.style.setProperty("--" + token, colour);
    }
    this.ground.repaint();
    if (this.streets) this.streets.repaint();
    this._later(true);
  }

  /** Centre on the chosen client once it is known; again only if it jumps out of an untouched view. */
  _follow() {
    const mark = this.marks.byId.get(this.marks.client);
    if (!mark) return;
    const lost = !this.panned && !this.map.getBounds().contains([mark.lat, mark.lon]);
    if (!this._awaited && !(lost && this._centred === mark.id)) return;
    this._awaited = false;
    this._centred = mark.id;
    this._fit();
  }

  /** Show the centred client with the circle of doubt and the nearest help; the country without one. */
  _fit() {
    const mark = this.marks.byId.get(this._centred);
    this._fitted = this.map.getSize();
    if (!mark) {
      // between two zooms if need be, so that the country fills the pane; the keys go whole ones
      this.map.options.zoomSnap = 0.25;
      this.map.fitBounds(Vigil.COUNTRY, { animate: false });
      this.map.options.zoomSnap = 1;
      return;
    }
    const home = L.latLng(mark.lat, mark.lon);
    let reach = Math.max(mark.error * 1.3, 900);
    for (const help of this.marks.near.slice(0, 5)) {
      reach = Math.max(reach, this.map.distance(home, [help.lat, help.lon]) * 1.05);
    }
    const zoom = this.map.getBoundsZoom(home.toBounds(reach * 2), false);
    this.map.setView(home, Math.max(6, Math.min(14, zoom)), { animate: false });
  }

  /** Paint and label once for everything that happened in this frame. */
  _later(painting) {
    this._pending |= painting ? 3 : 1;
    if (this._frame) return;
    this._frame = requestAnimationFrame(() => this.settle());
  }

  settle() {
    cancelAnimationFrame(this._frame);
    const painting = this._pending & 2;
    this._frame = this._pending = 0;
    if (painting) this.above.repaint();
    this._stick(painting);
    const centre = this.map.getCenter();
    this.map.getContainer().classList.toggle("wide", this.map.getZoom() < 7);
    this.map.getContainer().classList.toggle("small", this.map.getSize().x < 560);
    this.labels.refresh();
    this._say(centre);
    this.told.moved(centre.lat, centre.lng, Math.floor(this.map.getZoom()));
  }

  /** Stick the pins of this zoom, if they are not the ones that stick. */
  _stick(anew) {
    const zoom = Math.round(this.map.getZoom());
    if (anew || zoom !== this._zoomed) this.pins.refresh((this._zoomed = zoom));
  }

  _say(centre) {
    const found = this.atlas && this.map.getZoom() >= 8 ? this.atlas.at(centre.lat, centre.lng) : null;
    const county = found
      ? this.words.where.replace("{county}", found.county).replace("{state}", found.state)
      : "";
    this.where.textContent = [county, this.areas.note, this._streetless(centre)].filter(Boolean).join(" · ");
    this.where.hidden = this.where.textContent === "";
  }

  /** Why there are no streets to see here, in words; nothing where there are, or from far away. */
  _streetless(centre) {
    const zoom = Math.round(this.map.getZoom());
    if (zoom < Vigil.STREETS_FROM) return "";
    if (!this.streets) return this.words["no_streets_" + this.about.why];
    const [x, y] = Vigil.world(centre.lat, centre.lng);
    return this.words["no_streets_" + this.streets.state(x, y, zoom)] || "";
  }

  _paintGround(context, view) {
    context.fillStyle = this.colours.abroad;
    context.fillRect(0, 0, view.size, view.size);
    if (this.atlas) Vigil.paintGround(this.atlas, this.colours, context, view);
  }

  _paintAbove(context, view) {
    this.areas.paint(this.colours, context, view);
    Vigil.paintHelp(this.marks, this.colours, context, view, !this.areas.list.length);
    Vigil.paintClients(this.marks, this.colours, context, view);
  }

  /** The size of the text has changed, and with it how many pixels are in one of the page's. */
  _sharpen() {
    if (this._sharp === Vigil.sharp(Vigil.TILE)) return;
    this._sharp = Vigil.sharp(Vigil.TILE);
    this.ground.repaint();
    if (this.streets) this.streets.repaint();
    this.above.repaint();
  }

  /** Draw all that comes into the window anew, as where nobody has looked yet: for measuring and for tests. */
  forget() {
    for (const layer of [this.ground, this.above]) layer.forget();
  }

  /** Go so near that joined people stand apart. */
  _spread(members) {
    this.panned = true;
    const bounds = L.latLngBounds(members.map((mark) => [mark.lat, mark.lon]));
    this.map.fitBounds(bounds, { animate: false, padding: [40, 40], maxZoom: Vigil.PEOPLE_APART });
  }

  /** What is at a point of the window: people before places, one before many. */
  under(point) {
    const zoom = Math.round(this.map.getZoom());
    const scale = 256 * Math.pow(2, this.map.getZoom());
    const corner = this.map.getPixelBounds().min;
    const closest = (marks, grasp) => {
      let best = null;
      let least = grasp;
      for (const mark of marks) {
        const apart = Math.hypot(mark.x * scale - corner.x - point.x, mark.y * scale - corner.y - point.y);
        if (apart <= least) [best, least] = [mark, apart];
      }
      return best;
    };
    const reach = Math.max(4, Math.min(Vigil.GRASP, Vigil.helpRadius(this.map.getZoom()) + 3));
    const { alone, joined } = this.marks.joined(zoom);
    const chosen = this.marks.byId.get(this.marks.client);
    const people = chosen ? [...alone, chosen] : alone;
    const place = this.map.containerPointToLatLng(point);
    const tile = Vigil.world(place.lat, place.lng).map((at) => Math.floor(at * Math.pow(2, zoom - 1)));
    const found = closest(people, Vigil.GRASP) || closest(joined, Vigil.GRASP) ||
      closest(this.marks.near, Vigil.GRASP) || closest(this._places(zoom, tile), reach);
    return found && found.count ? { ...found, lat: place.lat, lon: place.lng } : found;
  }

  _places(zoom, [x, y]) {
    const view = { zoom, size: 1, left: x, top: y };
    return this.marks.count ? this.marks.crowd.around(view) : [];
  }

  _point(at) {
    const mark = this.under(at);
    this.map.getContainer().classList.toggle("grasping", mark !== null);
    this.hint.hidden = mark === null;
    if (!mark) return;
    this.hint.textContent = this._words(mark);
    const size = this.map.getSize();
    const left = Math.max(4, Math.min(size.x - this.hint.offsetWidth - 4, at.x + 14));
    const top = at.y + 20 + this.hint.offsetHeight > size.y ? at.y - this.hint.offsetHeight - 10 : at.y + 16;
    this.hint.style.left = left + "px";
    this.hint.style.top = top + "px";
  }

  /** One mark, or joined ones, in words. */
  _words(mark) {
    if (mark.count) return this.words.places.replace("{n}", String(mark.count));
    if (!mark.members) return [this.words[mark.tier], mark.label, mark.note].filter(Boolean).join(" · ");
    const tiers = Array.from(Vigil.TIERS).reverse().map((tier) => [
      tier, mark.members.filter((member) => member.tier === tier).length,
    ]);
    const said = tiers.filter(([, n]) => n).map(([tier, n]) => `${this.words[tier]} ${n}`);
    return [this.words.people.replace("{n}", String(mark.members.length)), ...said].join(" · ");
  }

  /** What is on the map, for the window and its tests. */
  census() {
    if (this._frame || this._due) this.settle(this._later(true));
    const centre = this.map.getCenter();
    return {
      clients: this.marks.clients.length,
      help: this.marks.count,
      joined: this.marks.joined(Math.round(this.map.getZoom())).joined.map((group) => group.members.length),
      near: this.marks.near.length,
      pins: this.pins.count,
      labels: this.labels.count,
      boxes: this.labels.boxes,
      selected: this.marks.selected,
      client: this.marks.client,
      theme: document.documentElement.dataset.theme,
      land: this.colours.land,
      where: this.where.textContent,
      areas: this.areas.list.map((area) => area.id),
      legend: this.legend.isOpen(),
      note: this.areas.note || "",
      streets: this.streets ? this.streets.count() : null,
      outlines: this.atlas ? [this.atlas.states.length, this.atlas.counties.length] : [0, 0],
      centre: [centre.lat, centre.lng],
      zoom: this.map.getZoom(),
    };
  }
};
