"""Mastodon.py, as the test tells it."""

import sys
import threading

from mastodon import Mastodon, StreamListener
from speak import speak

SERVER = sys.argv[1]
SCOPES = ["read", "write", "follow", "push"]
OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob"


class Listener(StreamListener):
    """Keeps what it hears."""

    def __init__(self):
        self.lock = threading.Lock()
        self.heard = []

    def on_any_event(self, name, data):
        with self.lock:
            self.heard.append([name, data])


class Client:
    def register(self):
        self.id, self.secret = Mastodon.create_app(
            "Story", scopes=SCOPES, redirect_uris=[OUT_OF_BAND, "http://127.0.0.1/back"], api_base_url=SERVER
        )
        self.api = Mastodon(client_id=self.id, client_secret=self.secret, api_base_url=SERVER)

    def authorize_url(self):
        return self.api.auth_request_url(scopes=SCOPES, redirect_uris=OUT_OF_BAND, allow_http=True)

    def sign_in(self, code):
        self.api.log_in(code=code, scopes=SCOPES, allow_http=True)
        return self.api.account_verify_credentials()

    def sign_out(self):
        self.api.revoke_access_token(allow_http=True)

    def instance(self):
        return self.api.instance()

    def home(self):
        return self.api.timeline_home()

    def public(self):
        return self.api.timeline_public()

    def tag(self, tag):
        return self.api.timeline_hashtag(tag)

    def upload(self, file, description):
        return self.api.media_post(file, description=description)

    def post(self, text, media=None, reply_to=None, visibility=None):
        return self.api.status_post(text, in_reply_to_id=reply_to, media_ids=media, visibility=visibility)

    def edit(self, id, text, media=None):
        return self.api.status_update(id, text, media_ids=media)

    def read(self, id):
        return self.api.status(id)

    def thread(self, id):
        return self.api.status_context(id)

    def delete(self, id):
        return self.api.status_delete(id)

    def favourite(self, id):
        return self.api.status_favourite(id)

    def boost(self, id):
        return self.api.status_reblog(id)

    def search(self, query):
        return self.api.search(query, resolve=True)

    def follow(self, handle):
        found = self.api.search(handle, resolve=True, result_type="accounts")["accounts"]
        return self.api.account_follow(found[0])

    def notifications(self):
        return self.api.notifications()

    def listen(self):
        self.listener = Listener()
        self.api.stream_user(self.listener, run_async=True)

    def heard(self):
        with self.listener.lock:
            return self.listener.heard


client = Client()
speak({name: getattr(client, name) for name in dir(client) if not name.startswith("_")})
