// Potluck's one script. Every page works without it; where it runs it adds a map, news of the board, drafts on this device
// alone, and passkeys. Its words come from the page. It asks no server but this one, and never where somebody is.
"use strict";
(() => {
  const one = (where, below = document) => below.querySelector(where);
  const all = (where, below = document) => [...below.querySelectorAll(where)];
  const on = (part, what, then) => part.addEventListener(what, then);
  const numbers = (text) => text.split(",").map(Number);
  const make = (name, words, more = {}) => Object.assign(document.createElement(name), { textContent: words }, more);

  // ---- The map: loaded when somebody opens it ----

  const loads = (name, more) => new Promise((done, failed) => {
    document.head.append(make(name, "", { onload: done, onerror: failed, ...more }));
  });

  /** The place that is chosen on the map, in a box of the form. */
  function choice(row) {
    const box = one("#touched input"), words = one("#near");
    // A name that is written afterwards is what is meant.
    if (words) on(words, "input", () => { box.checked = false; });
    return {
      get: () => (box.checked && box.value ? numbers(box.value) : null),
      set(text) {
        box.value = text;
        box.checked = true;
        row.hidden = false;
        if (words) words.value = "";
      },
      radius: () => 600,
    };
  }

  /** Where the network is, and how far it reaches, in boxes of the form. */
  function area() {
    const boxes = ["latitude", "longitude", "radius"].map((id) => one(`#${id}`));
    const typed = () => boxes.map(({ value }) => (value.trim() ? Number(value.replace(",", ".")) : NaN));
    return {
      get() {
        const [north, east] = typed();
        return Number.isFinite(north + east) ? [north, east] : null;
      },
      set(text) { [boxes[0].value, boxes[1].value] = text.split(","); },
      radius: () => Math.min(typed()[2] * 1000 || 3000, 200000),
    };
  }

  function draw(part, frame, chosen, said) {
    const { L } = window, says = part.dataset;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const map = L.map(frame, {
      attributionControl: false, zoomControl: false, worldCopyJump: true, maxZoom: 17,
      zoomAnimation: !still, fadeAnimation: !still, markerZoomAnimation: !still, inertia: !still,
    });
    L.control.zoom({ zoomInTitle: says.closer, zoomOutTitle: says.farther }).addTo(map);
    L.control.scale({ imperial: false }).addTo(map);
    if (says.tiles) L.tileLayer(says.tiles, { maxZoom: 17 }).addTo(map);
    else window.outlines(map);

    // What it is to show decides where it looks, before anything is drawn.
    const rows = all(".cards [data-at]"), known = all("ul [data-at]", part), begun = chosen && chosen.get();
    const whole = L.latLngBounds([]);
    const see = ([latitude, longitude, radius]) => whole.extend(L.latLng(latitude, longitude).toBounds(radius * 2));
    if (says.area) see(numbers(says.area));
    for (const { dataset } of rows) see(numbers(dataset.at));
    for (const { dataset } of known) see([...numbers(dataset.at), 500]);
    if (begun) see([...begun, Math.max(2000, chosen.radius())]);
    if (whole.isValid()) map.fitBounds(whole, { maxZoom: 14, animate: false });
    else map.setView([20, 0], 1);

    const label = (words, more) => [make("span", words, { dir: "auto" }), { permanent: true, ...more }];
    if (says.area) {
      const [latitude, longitude, radius] = numbers(says.area);
      const outline = L.circle([latitude, longitude], { radius, className: "area", interactive: false }).addTo(map);
      outline.bindTooltip(...label(says.areaName, { direction: "center" }));
    }
    for (const place of known) {
      L.circleMarker(numbers(place.dataset.at), { radius: 4, className: "known", interactive: false }).addTo(map)
        .bindTooltip(...label(place.textContent, { direction: "right" }));
    }

    // The list stands on the map: a mark for each row that says where, as roughly as the row does.
    // Rough places are often the same: a mark steps aside, as the seeds of a sunflower, until a finger meets it (WCAG 2.5.8).
    const pins = [], apart = () => {
      const met = [];
      for (const [at, { style }, { options }] of pins) {
        let seed = 0, x, y, spot;
        do {
          const away = 15 * Math.sqrt(seed), turn = 2.4 * seed++;
          [x, y] = [away * Math.cos(turn), away * Math.sin(turn)];
          spot = map.project(at).add([x, y]);
        } while (met.some((other) => other.distanceTo(spot) < 30));
        met.push(spot);
        style.margin = `${y - 14}px 0 0 ${x - 14}px`;
        options.offset = [x, y - 6];
      }
    };
    for (const row of rows) {
      const [latitude, longitude, radius] = numbers(row.dataset.at), at = L.latLng(latitude, longitude);
      const title = one("h3", row), link = one("a", title), kind = one(".chip", row).textContent;
      const icon = L.divIcon({ className: `pin ${row.className}`, iconSize: [28, 28] });
      const pin = L.marker(at, { icon, riseOnHover: true }).addTo(map), mark = pin.getElement();
      mark.setAttribute("aria-label", `${kind}: ${link.textContent}`);
      const words = make("div", "", { dir: document.dir }), { lang, dir } = title;
      const there = make("a", link.textContent, { href: link.href, lang, dir });
      words.append(make("p", kind), there, ...all("p", row).map((fact) => make("p", fact.textContent)));
      pin.bindPopup(words, { closeButton: false, maxWidth: 240 });
      pins.push([at, mark, pin.getPopup()]);
      const around = L.circle(at, { radius, className: "about", interactive: false });
      pin.on("popupopen", () => { around.addTo(map); there.focus({ preventScroll: true }); });
      pin.on("popupclose", () => {
        around.remove();
        // Whoever closed it by a key goes on there.
        const { activeElement, body } = document;
        if (activeElement === body || words.contains(activeElement)) mark.focus();
      });
      on(mark, "keydown", (event) => {
        if (event.key === " ") { event.preventDefault(); pin.openPopup(); }
      });
    }
    map.on("zoomend", apart);
    apart();

    on(frame, "keydown", (event) => { if (event.key === "Escape") map.closePopup(); });

    if (!chosen) return map;
    // A place is chosen by a touch, or, with a keyboard, in the middle of the map.
    const here = L.circle([0, 0], { radius: 600, className: "chosen", interactive: false });
    const show = (at) => here.setLatLng(at).setRadius(chosen.radius()).addTo(map);
    const choose = ({ lat, lng }) => {
      // Two decimals are about a kilometre: nothing finer leaves this device.
      const text = `${lat.toFixed(2)},${lng.toFixed(2)}`;
      chosen.set(text);
      chosen.form.dispatchEvent(new Event("input"));
      show(numbers(text));
      // From afar, the map comes closer.
      if (map.getZoom() < 6) map.setView(here.getLatLng(), map.getZoom() + 3);
      said.textContent = says.chosen;
      const go = one("[data-go]", part);
      if (go) go.hidden = false;
    };
    map.on("click", ({ latlng }) => choose(latlng.wrap()));
    on(one("[data-middle]", part), "click", () => choose(map.getCenter().wrap()));

    if (begun) show(begun);
    // What is typed moves it, too.
    on(chosen.form, "input", () => { const at = chosen.get(); if (at) show(at); });
    return map;
  }

  function mapPart(part) {
    const button = one("[data-open]", part), opened = one("[data-opened]", part), frame = one(".map", part);
    const said = one("[data-said]", part), go = one("[data-go]", part), near = one("[data-to-map]"), says = part.dataset;
    const row = one("#touched"), field = row || one("#latitude");
    const chosen = field && (row ? choice(row) : area());
    if (chosen) chosen.form = field.closest("form");
    let map, loading;
    // Once, however often the button is pressed; all of it anew, where a part did not come.
    const load = () => (loading = loading || Promise.all([
      loads("link", { rel: "stylesheet", href: says.style }),
      ...[says.script, says.outlines].map((src) => src && loads("script", { src })),
    ]));
    const turn = (open) => {
      opened.hidden = !open;
      button.setAttribute("aria-expanded", open);
      button.textContent = open ? says.hide : says.show;
    };
    const show = async () => {
      said.textContent = "";
      try {
        await load();
      } catch {
        loading = null;
        said.textContent = says.failed;
        return;
      }
      turn(true);
      if (map) map.invalidateSize();
      else map = draw(part, frame, chosen, said);
      frame.focus();
    };
    on(button, "click", () => {
      if (opened.hidden) show();
      else turn(false);
    });
    // Older browsers send a form in one way alone.
    const send = (form) => (form.requestSubmit ? form.requestSubmit() : form.submit());
    if (go) on(go, "click", () => send(chosen.form));
    part.hidden = false;
    if (!near) return;
    on(near, "click", show);
    near.hidden = false;
  }

  // ---- News of the board: told, and shown only when somebody wants to see them ----

  function live(line) {
    if (!window.EventSource || (navigator.connection || {}).saveData) return;
    let source;
    const listen = () => {
      if (document.hidden) {
        // A page that nobody looks at asks for nothing.
        if (source) source.close();
        source = null;
      } else if (!source) {
        source = new EventSource(line.dataset.live);
        on(source, "new", ({ data }) => {
          const { count, words } = JSON.parse(data), link = one("a", line);
          if (!count) line.textContent = "";
          else if (link) link.textContent = words;
          else line.append(make("a", words, { href: line.dataset.board, className: "button" }));
        });
      }
    };
    on(document, "visibilitychange", listen);
    listen();
  }

  // ---- Drafts of what is written, on this device alone ----

  const NAME = "potluck-draft", WEEK = 6048e5;
  // By form; and whose they are, and which was sent.
  const read = () => { try { return JSON.parse(localStorage[NAME]); } catch { return {}; } };
  const save = (drafts) => {
    try {
      if (Object.keys(drafts)[1]) localStorage[NAME] = JSON.stringify(drafts);
      else delete localStorage[NAME];
      return true;
    } catch { /* None is kept. */ }
  };

  function draft(form) {
    const { draft: whose, key } = form.dataset, row = one("[data-kept]", form), said = one("[data-forgotten]", form);
    // No passwords, no files, and nothing of the page itself.
    const fields = [...form.elements].filter(({ type }) => !/hidden|password|file|submit/.test(type));
    const isBox = ({ type }) => /radio|checkbox/.test(type);
    const texts = all("[maxlength]", form), isWritten = () => texts.some(({ value }) => value);
    // Nothing of whoever was here before, nor what is old.
    const own = () => {
      const drafts = read(), mine = drafts.whose === whose;
      for (const name in drafts) if (!mine || !(Date.now() - drafts[name].at < WEEK)) delete drafts[name];
      return { whose, ...drafts };
    };
    const keep = (written) => {
      const drafts = own(), words = {};
      for (const field of fields) if (isBox(field) ? field.checked : field.value) words[field.name] = field.value;
      delete drafts[key];
      if (written) drafts[key] = { at: Date.now(), words };
      row.hidden = !(save(drafts) && written);
    };
    const drafts = own(), old = save(drafts) && drafts[key];
    // What was sent comes back as it was.
    if (isWritten() && one(".summary, [form=write]")) keep(true);
    else if (old) {
      // Which of the two, the link that led here said already.
      if (one("[name=kind]:checked", form)) delete old.words.kind;
      for (const field of fields) {
        const value = old.words[field.name], before = field.value + field.checked, place = field.closest("#touched");
        if (!value) continue;
        if (place) place.hidden = false;
        if (place || !isBox(field)) field.value = value;
        if (isBox(field)) field.checked = field.value === value;
        if (field.value + field.checked === before) continue;
        for (let folded = field; (folded = folded.parentElement.closest("details"));) folded.open = true;
      }
      row.hidden = false;
    }
    on(form, "input", () => { said.textContent = ""; keep(isWritten()); });
    on(form, "submit", () => save({ ...own(), sent: key }));
    on(one("button", row), "click", () => {
      form.reset();
      keep(false);
      said.textContent = said.dataset.forgotten;
      texts[0].focus();
    });
  }

  // ---- Passkeys: the device says who somebody is, and the form brings it here ----

  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
  const letters = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
  const PARTS = ["attestationObject", "authenticatorData", "clientDataJSON", "signature", "userHandle"];

  function passkey(form) {
    form.hidden = false;
    // Whose password is asked for first is asked for nothing else.
    if (!form.dataset.passkey) return;
    const { publicKey } = JSON.parse(form.dataset.passkey), makes = "user" in publicKey, said = one("[data-said]", form);
    publicKey.challenge = bytes(publicKey.challenge);
    if (makes) publicKey.user.id = bytes(publicKey.user.id);
    for (const known of publicKey.excludeCredentials || []) known.id = bytes(known.id);
    let asked;
    const ask = async (more) => {
      // A browser asks one thing at a time.
      if (asked) asked.abort();
      asked = new AbortController();
      const how = { publicKey, signal: asked.signal, ...more };
      const { id, rawId, type, response } = await navigator.credentials[makes ? "create" : "get"](how);
      const parts = PARTS.filter((name) => response[name]).map((name) => [name, letters(response[name])]);
      form.elements.credential.value = JSON.stringify({ id, rawId: letters(rawId), type, response: Object.fromEntries(parts) });
      form.submit();
    };
    on(form, "submit", (event) => {
      event.preventDefault();
      said.textContent = "";
      ask().catch((error) => { if (error.name !== "AbortError") said.textContent = form.dataset.failed; });
    });
    // Where it can, the browser offers passkeys beside the handle, before a button is pressed.
    const { PublicKeyCredential: device } = window;
    if (!makes && device.isConditionalMediationAvailable) {
      device.isConditionalMediationAvailable().then((can) => {
        if (can && !asked) return ask({ mediation: "conditional" });
      }).catch(() => { /* Nobody asked for it yet. */ });
    }
  }

  if (window.PublicKeyCredential && navigator.credentials) {
    all("[data-passkey]").forEach(passkey);
    for (const more of all("[data-with-passkeys]")) more.hidden = false;
    for (const less of all("[data-without-passkeys]")) less.hidden = true;
  }
  all("[data-map]").forEach(mapPart);
  all("[data-live]").forEach(live);
  // What was sent is taken.
  const { sent, ...drafts } = read();
  if (one("[data-sent]")) delete drafts[sent];
  save(drafts);
  all("[data-draft]").forEach(draft);
})();
