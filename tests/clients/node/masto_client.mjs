// masto, as the test tells it: a line of JSON with what is to be done, and a line with what came of it.

import { createInterface } from "node:readline";
import { openAsBlob } from "node:fs";
import { createOAuthAPIClient, createRestAPIClient, createStreamingAPIClient } from "masto";

const url = process.argv[2];
const redirectUri = "urn:ietf:wg:oauth:2.0:oob";
const scopes = "read write follow push";
let app, api, token;
const heard = [];

const deeds = {
  async register() {
    app = await createRestAPIClient({ url }).v1.apps.create({
      clientName: "Story",
      redirectUris: redirectUri,
      scopes,
    });
  },
  async authorize_url() {
    const asked = { response_type: "code", client_id: app.clientId, redirect_uri: redirectUri, scope: scopes };
    return `${url}/oauth/authorize?${new URLSearchParams(asked)}`;
  },
  async sign_in({ code }) {
    const { clientId, clientSecret } = app;
    const given = await createOAuthAPIClient({ url }).token.create({
      grantType: "authorization_code", clientId, clientSecret, redirectUri, code, scope: scopes,
    });
    token = given.accessToken;
    api = createRestAPIClient({ url, accessToken: token });
    return api.v1.accounts.verifyCredentials();
  },
  async sign_out() {
    const { clientId, clientSecret } = app;
    await createOAuthAPIClient({ url }).revoke({ clientId, clientSecret, token });
  },
  instance: () => api.v2.instance.fetch(),
  home: () => api.v1.timelines.home.list(),
  public: () => api.v1.timelines.public.list(),
  tag: ({ tag }) => api.v1.timelines.tag.$select(tag).list(),
  upload: async ({ file, description }) => api.v2.media.create({ file: await openAsBlob(file), description }),
  post: ({ text, media, reply_to, visibility }) =>
    api.v1.statuses.create({ status: text, mediaIds: media, inReplyToId: reply_to, visibility }),
  edit: ({ id, text, media }) => api.v1.statuses.$select(id).update({ status: text, mediaIds: media }),
  read: ({ id }) => api.v1.statuses.$select(id).fetch(),
  thread: ({ id }) => api.v1.statuses.$select(id).context.fetch(),
  delete: ({ id }) => api.v1.statuses.$select(id).remove(),
  favourite: ({ id }) => api.v1.statuses.$select(id).favourite(),
  boost: ({ id }) => api.v1.statuses.$select(id).reblog(),
  search: ({ query }) => api.v2.search.list({ q: query, resolve: true }),
  async follow({ handle }) {
    const found = await api.v2.search.list({ q: handle, resolve: true, type: "accounts" });
    return api.v1.accounts.$select(found.accounts[0].id).follow();
  },
  notifications: () => api.v1.notifications.list(),
  async listen() {
    // Where to listen is asked of the server, as apps do.
    const streamingApiUrl = (await api.v2.instance.fetch()).configuration.urls.streaming;
    const subscription = createStreamingAPIClient({ streamingApiUrl, accessToken: token }).user.subscribe();
    (async () => {
      for await (const { event, payload } of subscription) heard.push([event, payload]);
    })();
  },
  heard: async () => heard,
};

// It writes names in its own way; the test reads them as they are sent.
const plain = (value) => {
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== "object") return value;
  const name = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [name(key), plain(inner)]));
};

for await (const line of createInterface({ input: process.stdin })) {
  const { do: what, ...how } = JSON.parse(line);
  let answer;
  try {
    answer = deeds[what] ? { done: plain(await deeds[what](how)) ?? null } : { cannot: true };
  } catch (error) {
    answer = { error: `${error.name}: ${error.message}` };
  }
  console.log(JSON.stringify(answer));
}
process.exit(0);
