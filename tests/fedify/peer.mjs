// Ana, at a server that runs Fedify. It does what the test beside this file posts to /test, and tells what came of it.
//
//   node peer.mjs rfc9421|draft-cavage-http-signatures-12
//
// The argument is what it signs with first. Its first line says where it listens.

import { createFederation, generateCryptoKeyPair, MemoryKvStore } from "@fedify/fedify";
import { Accept, Announce, Create, Delete, Endpoints, Follow, Mention, Note, Person, Undo, Update } from "@fedify/vocab";
import jsonld from "jsonld";
import dns from "node:dns";
import { createServer } from "node:http";

// Names below localhost are this machine (RFC 6761); not every resolver of an operating system knows it.
const lookup = dns.lookup;
dns.lookup = (name, options, callback) => {
  lookup(/\.localhost$/.test(name) ? "127.0.0.1" : name, options, callback);
};

const firstKnock = process.argv[2];
const received = [];
const sent = [];
const problems = [];
/** Which way of signing is refused before Fedify sees it: as a server does that does not know it. */
let refuses = null;

const formatOf = (headers) =>
  headers.has("signature-input") ? "rfc9421" : headers.has("signature") ? "draft-cavage-http-signatures-12" : "unsigned";

// What goes out is watched, not changed.
const realFetch = globalThis.fetch;
globalThis.fetch = async (input, init) => {
  const request = new Request(input, init);
  const { method, url, headers } = request;
  const answer = await realFetch(request);
  sent.push({ method, url, format: formatOf(headers), status: answer.status });
  return answer;
};

const federation = createFederation({
  kv: new MemoryKvStore(),
  // The servers of a test are on this machine. Signatures are checked as everywhere: that is Fedify's default.
  allowPrivateAddress: true,
  firstKnock,
});

let keys;
federation
  .setActorDispatcher("/users/{identifier}", async (context, identifier) => {
    if (identifier !== "ana") return null;
    const pairs = await context.getActorKeyPairs(identifier);
    return new Person({
      id: context.getActorUri(identifier),
      preferredUsername: identifier,
      name: "Ana of the other side",
      inbox: context.getInboxUri(identifier),
      followers: context.getFollowersUri(identifier),
      endpoints: new Endpoints({ sharedInbox: context.getInboxUri() }),
      publicKey: pairs[0].cryptographicKey,
      assertionMethods: pairs.map((pair) => pair.multikey),
    });
  })
  .setKeyPairsDispatcher(async (_context, identifier) => {
    if (identifier !== "ana") return [];
    keys ??= [await generateCryptoKeyPair("RSASSA-PKCS1-v1_5"), await generateCryptoKeyPair("Ed25519")];
    return keys;
  });
federation.setFollowersDispatcher("/users/{identifier}/followers", () => ({ items: [] }));

const inbox = federation.setInboxListeners("/users/{identifier}/inbox", "/inbox");
// Where the other side wants signed fetches, these are ana's.
inbox.setSharedKeyDispatcher(() => ({ identifier: "ana" }));
for (const kind of [Accept, Announce, Create, Delete, Undo, Update]) {
  inbox.on(kind, async (context, activity) => {
    const actor = await activity.getActor(context);
    const object = kind === Accept || kind === Announce ? null : await activity.getObject(context);
    received.push({
      type: kind.name,
      id: activity.id?.href,
      actor: activity.actorId?.href,
      actorName: actor?.name?.toString(),
      objectId: activity.objectId?.href,
      object: object && {
        type: object.constructor.name,
        name: object.name?.toString(),
        content: object.content?.toString(),
        replyTo: object.replyTargetId?.href,
        to: object.toIds.map((id) => id.href),
        endTime: object.endTime?.toString(),
        expanded: await object.toJsonLd({ format: "expand", contextLoader: context.contextLoader }),
      },
    });
  });
}
inbox.onError((_context, error) => void problems.push(`${error.stack ?? error}`));

const doings = {
  /** The other side's actor, read as strictly as JSON-LD has it. */
  async look(context, { url }) {
    const object = await context.lookupObject(url);
    return { type: object?.constructor.name, id: object?.id?.href, name: object?.name?.toString() };
  },
  async follow(context, { actor }) {
    const whom = await context.lookupObject(actor);
    const id = new URL(`/users/ana/follows/${received.length}`, context.origin);
    const follow = new Follow({ id, actor: context.getActorUri("ana"), object: whom.id, to: whom.id });
    await context.sendActivity({ identifier: "ana" }, whom, follow);
  },
  async unfollow(context, { actor, follow }) {
    const whom = await context.lookupObject(actor);
    const undone = new Follow({ id: new URL(follow), actor: context.getActorUri("ana"), object: whom.id });
    const id = new URL(`${follow}/undo`);
    await context.sendActivity({ identifier: "ana" }, whom, new Undo({ id, actor: context.getActorUri("ana"), object: undone }));
  },
  /** A private reply, as Mastodon's people write it. */
  async reply(context, { actor, replyTo, content }) {
    const whom = await context.lookupObject(actor);
    const id = new URL(`/users/ana/notes/${sent.length}`, context.origin);
    const note = new Note({
      id,
      attribution: context.getActorUri("ana"),
      to: whom.id,
      replyTarget: new URL(replyTo),
      content,
      tags: [new Mention({ href: whom.id, name: "@network" })],
    });
    const create = new Create({ id: new URL("#create", id), actor: context.getActorUri("ana"), object: note, to: whom.id });
    await context.sendActivity({ identifier: "ana" }, whom, create);
    return { id: id.href };
  },
  async refuse(_context, { format }) {
    refuses = format;
  },
  /** Whether every word of a document has a meaning: expansion in safe mode throws where one would be lost. */
  async expand(context, { document }) {
    return await jsonld.expand(document, { safe: true, documentLoader: context.documentLoader });
  },
};

async function bytes(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The JSON of everything that was posted to an inbox and taken, with how it was signed. */
const letters = [];

async function answer(incoming) {
  const url = new URL(incoming.url, `http://${incoming.headers.host}`);
  const body = await bytes(incoming);
  const context = federation.createContext(url, undefined);
  if (url.pathname === "/test" && incoming.method === "GET") {
    return Response.json({ received, sent, letters, problems });
  }
  if (url.pathname === "/test") {
    const { what, ...how } = JSON.parse(body);
    return Response.json((await doings[what](context, how)) ?? {});
  }
  const headers = new Headers(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]));
  const format = formatOf(headers);
  if (incoming.method === "POST" && format === refuses) {
    letters.push({ format, status: 401, refused: true });
    return new Response(null, { status: 401 });
  }
  const has = !["GET", "HEAD"].includes(incoming.method);
  const request = new Request(url, { method: incoming.method, headers, body: has ? body : undefined });
  const answered = await federation.fetch(request, { contextData: undefined });
  if (has) letters.push({ format, status: answered.status, document: JSON.parse(body) });
  return answered;
}

const server = createServer(async (incoming, outgoing) => {
  try {
    const answered = await answer(incoming);
    outgoing.writeHead(answered.status, Object.fromEntries(answered.headers));
    outgoing.end(Buffer.from(await answered.arrayBuffer()));
  } catch (error) {
    problems.push(`${error.stack ?? error}`);
    outgoing.writeHead(500, { "content-type": "text/plain" });
    outgoing.end(`${error.stack ?? error}`);
  }
});
server.listen(0, "127.0.0.1", () => console.log(`fedify.localhost:${server.address().port}`));
// Whoever started it is gone: so is it.
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
