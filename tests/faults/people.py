"""People who use a running service over HTTP, each with a session of their own."""

import http.cookiejar
import urllib.error
import urllib.parse
import urllib.request


class _StayHere(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *arguments):
        return None


class Person:
    """One signed-in person, whose redirects are told and not followed."""

    def __init__(self, url, email, password):
        self.url = url
        self.cookies = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(self.cookies), _StayHere
        )
        self.get("/accounts/login/")
        signed_in = self.post("/accounts/login/", {"login": email, "password": password})
        assert signed_in == 302, signed_in

    def get(self, path):
        return self.ask(path)[1]

    def post(self, path, fields):
        return self.send(path, fields)[0]

    def send(self, path, fields):
        """The status and the page with which a form is answered."""
        return self.ask(path, self.encoded(fields))

    def encoded(self, fields):
        """The fields as a form of the service sends them, with its token."""
        token = next(cookie.value for cookie in self.cookies if cookie.name == "csrf")
        return urllib.parse.urlencode(fields | {"csrfmiddlewaretoken": token}).encode()

    def ask(self, path, body=None):
        """The status and the page of an answer of any kind."""
        try:
            with self.opener.open(self.url + path, body, timeout=60) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as answer:
            return answer.code, answer.read().decode()
