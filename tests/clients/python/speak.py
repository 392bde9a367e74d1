"""How the test speaks with a client: a line of JSON with what is to be done, and a line with what came of it."""

import json
import sys


def speak(deeds):
    """Does what it is told, `{"do": NAME, ...}`, by `deeds`, until its input ends."""
    for line in sys.stdin:
        asked = json.loads(line)
        deed = deeds.get(asked.pop("do"))
        if deed is None:
            answer = {"cannot": True}
        else:
            try:
                answer = {"done": deed(**asked)}
            except Exception as error:  # The test fails with it.
                answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer, default=str), flush=True)
