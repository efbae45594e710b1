"use strict";
/* Between the page and the window: one QWebChannel object called `link`. */
window.Vigil = window.Vigil || {};

/** Called once by the page that folium made, with its map and our settings. */
Vigil.open = function (map, settings) {
  new QWebChannel(qt.webChannelTransport, (channel) => {
    const link = channel.objects.link;
    settings.words = JSON.parse(link.words);
    const view = new Vigil.View(map, settings, {
      picked: (id) => link.picked(id),
      moved: (lat, lon, zoom) => link.moved(lat, lon, zoom),
    });
    Vigil.view = view;
    link.upsert.connect((rows) => view.upsert(JSON.parse(rows)));
    link.remove.connect((ids) => view.remove(JSON.parse(ids)));
    link.select.connect((id, centring) => view.select(id, centring));
    link.areas.connect((rows) => view.spreadOut(JSON.parse(rows)));
    link.theme.connect((name) => view.theme(name));
    link.centre.connect((lat, lon, zoom) => view.centre(lat, lon, zoom));
    link.act.connect((name) => view.act(name));
    link.ready();
    Vigil.fetch(settings.outlines)
      .then((topology) => view.land(topology))
      .then(() => Vigil.painted())
      .then(() => link.drawn())
      .then(() => Vigil.fetch(settings.towns))
      .then((towns) => view.towns(towns));
  });
};

Vigil.fetch = (path) =>
  fetch(path).then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(path))));

/** Resolves when what was just drawn is on the screen: two frames later, or soon if none come. */
Vigil.painted = () =>
  new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(resolve));
    setTimeout(resolve, 500); // a page that is not shown paints no frames
  });
