// Keeps the first page and the board as this browser saw them last, so that they can be read without a connection; and a page
// that says that there is none, which stands in the place of every other.
//
// Only what is for everyone is kept: the server marks all else `no-store`. Of the board it is the whole one: what somebody
// looked for on it is not for the next at this device. Whoever signs out leaves nothing behind.
"use strict";

const KEPT = "potluck-pages";
const PAGES = ["/", "/board"];
const NOT_CONNECTED = "/offline";
const PARTS = ["/static/potluck.css", "/static/mark.svg"];
const HOUR = 3600 * 1000;
const DAY = 24 * HOUR;

function isYoung(kept, most) {
  return Date.now() - Date.parse(kept.headers.get("date")) < most;
}

function isForEveryone(answer) {
  const told = answer.headers.get("cache-control") || "";
  return answer.ok && answer.type === "basic" && !answer.redirected && !/no-store|private/.test(told);
}

async function keep(path, answer) {
  if (isForEveryone(answer)) await (await caches.open(KEPT)).put(path, answer);
}

// What a member reads is theirs alone. What everyone sees of it is kept in its place, in the member's language, once in an hour.
async function keepWhatEveryoneSees(path, answer) {
  if (!answer.ok || answer.type !== "basic" || answer.redirected) return;
  const kept = await caches.match(path, { ignoreVary: true });
  if (kept && isYoung(kept, HOUR)) return;
  const [, lang] = /<html lang="([\w-]+)"/.exec(await answer.text()) || [];
  if (!lang) return;
  try {
    // Without cookies, the server answers as it does to a stranger.
    await keep(path, await fetch(`${path}?lang=${lang}`, { credentials: "omit", headers: { accept: "text/html" } }));
  } catch {
    // Then it is kept the next time.
  }
}

// The page for when there is no connection, in a language or, without one, in that for which the browser asks. It is the same for
// all who read it: nothing says who this is.
async function keepNotConnected(lang) {
  const path = lang ? `${NOT_CONNECTED}?lang=${lang}` : NOT_CONNECTED;
  await keep(NOT_CONNECTED, await fetch(path, { credentials: "omit", headers: { accept: "text/html" } }));
}

// The same in the language of a page that is open, and once in a day as the server has it by then.
async function keepNotConnectedIn(lang) {
  if (!/^[\w-]+$/.test(lang)) return;
  try {
    const kept = await caches.match(NOT_CONNECTED, { ignoreVary: true });
    if (kept && isYoung(kept, DAY) && (await kept.text()).includes(`<html lang="${lang}"`)) return;
    await keepNotConnected(lang);
  } catch {
    // Then it is kept the next time.
  }
}

// What the page was opened with before this began to look after it.
async function keepWhatIsOpen() {
  for (const one of await self.clients.matchAll({ type: "window", includeUncontrolled: true })) {
    const { pathname, search } = new URL(one.url);
    if (!PAGES.includes(pathname) || search) continue;
    try {
      await keep(pathname, await fetch(pathname, { headers: { accept: "text/html" } }));
    } catch {
      // Without a connection there is nothing to keep.
    }
  }
}

async function notConnected() {
  return (await caches.match(NOT_CONNECTED, { ignoreVary: true })) || Response.error();
}

// The page as it was, with the line that says since when.
async function asItWas(path) {
  const kept = await caches.match(path, { ignoreVary: true });
  if (!kept) return notConnected();
  const html = (await kept.text()).replace('id="offline" hidden', 'id="offline"');
  const headers = new Headers(kept.headers);
  for (const name of ["content-encoding", "content-length"]) headers.delete(name);
  return new Response(html, { headers });
}

async function page(event, path, search) {
  try {
    const answer = await fetch(event.request);
    if (!search) event.waitUntil((isForEveryone(answer) ? keep : keepWhatEveryoneSees)(path, answer.clone()));
    return answer;
  } catch {
    return asItWas(path);
  }
}

// Nothing is kept of any other page.
async function elsewhere(event) {
  try {
    return await fetch(event.request);
  } catch {
    return notConnected();
  }
}

async function part(event, path) {
  try {
    const answer = await fetch(event.request);
    event.waitUntil(keep(path, answer.clone()));
    return answer;
  } catch {
    return (await caches.match(path, { ignoreVary: true })) || Response.error();
  }
}

self.addEventListener("install", (event) => {
  const parts = caches.open(KEPT).then((kept) => kept.addAll(PARTS));
  event.waitUntil(parts.then(() => keepNotConnected("")).then(() => self.skipWaiting()));
});

self.addEventListener("message", (event) => {
  event.waitUntil(keepNotConnectedIn(String(event.data)));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(self.clients.claim().then(keepWhatIsOpen));
});

self.addEventListener("fetch", (event) => {
  const { origin, pathname, search } = new URL(event.request.url);
  if (origin !== self.location.origin) return;
  if (event.request.method === "POST" && ["/sign-out", "/settings/leave"].includes(pathname)) {
    event.waitUntil(caches.delete(KEPT));
  } else if (event.request.method === "GET" && event.request.mode === "navigate") {
    event.respondWith(PAGES.includes(pathname) ? page(event, pathname, search) : elsewhere(event));
  } else if (event.request.method === "GET" && PARTS.includes(pathname)) {
    event.respondWith(part(event, pathname));
  }
});
