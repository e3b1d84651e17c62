#!/usr/bin/env python3
"""dms_alone.py FOLDER PROGRAM ENDPOINT... : the DMS of dms.py by itself, without signatures and permissions, for the commands
that speak to it. Each ENDPOINT is NAME,KIND,ENGINE,URL[,SETTINGS-AS-JSON]. Prints its port. FOLDER/fault, if there is one, is
the next load's; FOLDER/calls has the operations that were called, a line each."""
import http.server
import json
import pathlib
import sys

from dms import Dms
from iam import Refused

folder, program = pathlib.Path(sys.argv[1]), sys.argv[2]


class Front:
    @staticmethod
    def fault(*_):
        told = folder / "fault"
        if not told.exists():
            return None
        fault = json.loads(told.read_text())
        told.unlink()
        return fault


dms = Dms(Front(), folder, program)
for endpoint in sys.argv[3:]:
    name, kind, engine, url, *settings = endpoint.split(",", 4)
    dms.endpoint(name, url, kind, engine, json.loads(settings[0]) if settings else None)


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        operation = self.headers["X-Amz-Target"].split(".")[-1]
        call = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with open(folder / "calls", "a") as calls:
            calls.write(f"{operation}\n")
        try:
            status, answer = 200, dms.answer(operation, call)
        except Refused as refused:
            status, answer = 400, {"__type": refused.code, "message": str(refused)}
        text = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/x-amz-json-1.1")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(server.server_address[1], flush=True)
server.serve_forever()
