"""toot, as the test tells it: its commands as somebody types them. What it does only on its full screen is asked of the
part of it that the screen uses."""

import json
import subprocess
import sys

from speak import speak
from toot import api, config

SERVER = sys.argv[1]
TOOT = [sys.executable, "-m", "toot"]


def toot(*words, input=None):
    """What a command prints."""
    done = subprocess.run([*TOOT, *words], input=input or "", capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"toot {' '.join(words)}: {done.stdout}{done.stderr}")
    return done.stdout


def as_json(*words):
    return json.loads(toot(*words, "--json"))


class Client:
    def register(self):
        # It registers when somebody signs in, shows the address of the page, and waits for the code.
        self.login = subprocess.Popen(
            [*TOOT, "login", "--instance", SERVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def authorize_url(self):
        for line in self.login.stdout:
            if "/oauth/authorize" in line:
                return line.strip()
        raise RuntimeError("toot login shows no address")

    def sign_in(self, code):
        said, _ = self.login.communicate(f"n\n{code}\n")
        if "Successfully logged in" not in said:
            raise RuntimeError(said)
        return as_json("whoami")

    def sign_out(self):
        return toot("logout", "@".join(config.get_active_user_app()[0][1::-1]))

    def instance(self):
        return as_json("instance")

    def home(self):
        return as_json("timelines", "home")

    def public(self):
        return as_json("timelines", "public")

    def tag(self, tag):
        return as_json("timelines", "tag", tag)

    def upload(self, file, description):
        return as_json("upload", file, "--description", description)

    def post(self, text, media=None, reply_to=None, visibility=None):
        if media:
            # Its command sends the pictures with the post; what was uploaded before goes by its own interface.
            user, app = config.get_active_user_app()
            return api.post_status(app, user, text, media_ids=media, in_reply_to_id=reply_to).json()
        words = ["post", text]
        if reply_to:
            words += ["--reply-to", reply_to]
        if visibility:
            words += ["--visibility", visibility]
        return as_json(*words)

    def edit(self, id, text, media=None):
        user, app = config.get_active_user_app()
        return api.edit_status(app, user, id, text, media_ids=media).json()

    def read(self, id):
        return as_json("status", id)

    def thread(self, id):
        return as_json("thread", id)

    def delete(self, id):
        return as_json("delete", id)

    def favourite(self, id):
        return as_json("favourite", id)

    def boost(self, id):
        return as_json("reblog", id)

    def search(self, query):
        return as_json("search", query, "--resolve")

    def follow(self, handle):
        return as_json("follow", handle)

    def notifications(self):
        return as_json("notifications")


client = Client()
speak({name: getattr(client, name) for name in dir(client) if not name.startswith("_") and name != "login"})
