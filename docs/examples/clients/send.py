"""Sends one message: send.py PROXY ORIGIN SITE EMAIL MESSAGE. Needs nothing but Python 3."""
import json
import sys
import time
import urllib.error
import urllib.request
import uuid

AGAIN = {408, 429, 500, 503}


def send(proxy, origin, message, tries=5):
    """The proxy's answer. The id is the same for every try, so that no second ticket is made."""
    body = json.dumps({"id": str(uuid.uuid4()), **message}).encode()
    headers = {"Origin": origin, "Content-Type": "application/json"}
    for left in reversed(range(tries)):
        wait = 2
        try:
            request = urllib.request.Request(f"{proxy}/api/tickets", body, headers)
            with urllib.request.urlopen(request, timeout=20) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            if error.code not in AGAIN or left == 0:
                raise RuntimeError(error.read().decode()) from error
            wait = int(error.headers.get("Retry-After") or wait)
        except OSError:
            if left == 0:
                raise
        time.sleep(wait)


if __name__ == "__main__":
    if len(sys.argv) != 6:
        sys.exit("send.py PROXY ORIGIN SITE EMAIL MESSAGE")
    proxy, origin, site, email, message = sys.argv[1:]
    try:
        print(json.dumps(send(proxy, origin, {"site": site, "email": email, "message": message})))
    except (RuntimeError, OSError) as error:
        sys.exit(str(error))
