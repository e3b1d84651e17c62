#!/usr/bin/env python3
"""trouble.py FOLDER MOTO: stands between a program and moto, and makes trouble. Prints its port.

FOLDER/trouble   what to answer instead, a line for each request, the first line first: throttle, 503, 500, cut, expired, secret
                 (with what was signed in the message), or pass
FOLDER/calls     "OPERATION PATH" of every request that came
FOLDER/keys      with which key ID each of them was signed

Under /credentials it is the host of a container: it hands out what is in FOLDER/credentials (JSON) to who brings the token
in FOLDER/authorization, if that is there. Under /sts it is STS, for web identities: the same credentials, in XML, for the
token in FOLDER/authorization."""
import http.client
import json
import pathlib
import re
import sys
import threading
import urllib.parse

from stand_in import Handler, serve

folder, moto = pathlib.Path(sys.argv[1]), int(sys.argv[2])
lock = threading.Lock()


def text(name):
    path = folder / name
    return path.read_text().strip() if path.exists() else ""


def next_trouble():
    lines = text("trouble").splitlines()
    if lines:
        (folder / "trouble").write_text("\n".join(lines[1:]))
    return lines[0] if lines else "pass"


def note(name, line):
    with open(folder / name, "a") as file:
        file.write(line + "\n")


class Trouble(Handler):
    def fault(self, status, code, message=""):
        if self.operation() is None:
            self.answer(status, f"<Error><Code>{code}</Code><Message>{message}</Message></Error>".encode())
        else:
            self.answer(status, json.dumps({"__type": f"com.amazonaws#{code}", "message": message}).encode())

    def credentials(self):
        if text("authorization") and self.headers.get("Authorization") != text("authorization"):
            return self.answer(403, b'{"code":"AccessDenied"}')
        self.answer(200, text("credentials").encode())

    def sts(self, body):
        form = urllib.parse.parse_qs(body.decode())
        if form["WebIdentityToken"] != [text("authorization")] or form["Action"] != ["AssumeRoleWithWebIdentity"]:
            return self.fault(403, "InvalidIdentityToken", "the token is " + form["WebIdentityToken"][0])
        said = json.loads(text("credentials"))
        names = {"AccessKeyId": "AccessKeyId", "SecretAccessKey": "SecretAccessKey", "Token": "SessionToken", "Expiration": "Expiration"}
        inner = "".join(f"<{to}>{said[name]}</{to}>" for name, to in names.items())
        self.answer(200, f"<AssumeRoleWithWebIdentityResponse><Credentials>{inner}</Credentials></AssumeRoleWithWebIdentityResponse>".encode())

    def pass_on(self, body):
        to = http.client.HTTPConnection("127.0.0.1", moto, timeout=60)
        to.request(self.command, self.path, body, dict(self.headers))
        answer = to.getresponse()
        kept = [(n, v) for n, v in answer.getheaders() if n.lower() not in ("content-length", "transfer-encoding", "connection", "date", "server")]
        self.answer(answer.status, answer.read(), kept)

    def any(self):
        body = self.body()
        if self.path.startswith("/credentials"):
            return self.credentials()
        if self.path.startswith("/sts"):
            return self.sts(body)
        with lock:
            trouble = next_trouble()
            note("calls", f"{self.operation() or self.command} {self.path}")
            key = re.search(r"Credential=([^/]*)", self.headers.get("Authorization", ""))
            note("keys", key[1] if key else "-")
        match trouble:
            case "throttle":
                self.fault(400, "ThrottlingException", "Rate exceeded")
            case "503":
                self.fault(503, "SlowDown")
            case "500":
                self.answer(500, b"")
            case "cut":
                self.close_connection = True
                self.connection.close()
            case "expired":
                self.fault(400, "ExpiredTokenException", "The security token included in the request is expired")
            case "secret":
                self.fault(403, "SignatureDoesNotMatch", "signed was " + str(self.headers))
            case _:
                self.pass_on(body)

    do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = any


serve(Trouble)
