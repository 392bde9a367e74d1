// Keeps the first page and the board as this browser saw them last, so that they can be read without a connection.
//
// Only what is for everyone is kept: the server marks all else `no-store`. Of the board it is the whole one: what somebody
// looked for on it is not for the next at this device. Whoever signs out leaves nothing behind.
"use strict";

const KEPT = "potluck-pages";
const PAGES = ["/", "/board"];
const PARTS = ["/static/potluck.css", "/static/mark.svg"];
const HOUR = 3600 * 1000;

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
  if (kept && Date.now() - Date.parse(kept.headers.get("date")) < HOUR) return;
  const [, lang] = /<html lang="([\w-]+)"/.exec(await answer.text()) || [];
  if (!lang) return;
  try {
    // Without cookies, the server answers as it does to a stranger.
    await keep(path, await fetch(`${path}?lang=${lang}`, { credentials: "omit", headers: { accept: "text/html" } }));
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

// The page as it was, with the line that says since when.
async function asItWas(path) {
  const kept = await caches.match(path, { ignoreVary: true });
  if (!kept) return Response.error();
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
  event.waitUntil(caches.open(KEPT).then((kept) => kept.addAll(PARTS)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(self.clients.claim().then(keepWhatIsOpen));
});

self.addEventListener("fetch", (event) => {
  const { origin, pathname, search } = new URL(event.request.url);
  if (origin !== self.location.origin) return;
  if (event.request.method === "POST" && ["/sign-out", "/settings/leave"].includes(pathname)) {
    event.waitUntil(caches.delete(KEPT));
  } else if (event.request.method === "GET" && event.request.mode === "navigate" && PAGES.includes(pathname)) {
    event.respondWith(page(event, pathname, search));
  } else if (event.request.method === "GET" && PARTS.includes(pathname)) {
    event.respondWith(part(event, pathname));
  }
});
