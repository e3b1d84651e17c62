#!/usr/bin/env python3
"""states.py FOLDER: stands in for what no emulator has: Step Functions' three calls of a task token, and the metadata that
ECS gives a task. Prints its port. Every call becomes a line "OPERATION BODY" of FOLDER/calls; while FOLDER/refuse exists,
calls are refused with the error that it names."""
import http.server
import json
import pathlib
import sys

folder = pathlib.Path(sys.argv[1])
TASK = {
    "Cluster": "arn:aws:ecs:eu-west-1:123456789012:cluster/understudy",
    "TaskARN": "arn:aws:ecs:eu-west-1:123456789012:task/understudy/0123456789abcdef",
    "Family": "understudy-worker",
    "Revision": "7",
    "AvailabilityZone": "eu-west-1a",
    "LaunchType": "FARGATE",
}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, status, body):
        text = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/x-amz-json-1.0")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def do_GET(self):
        self.answer(200, TASK) if self.path == "/v4/one/task" else self.answer(404, {})

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        operation = self.headers["X-Amz-Target"].split(".")[-1]
        with open(folder / "calls", "a") as calls:
            calls.write(f"{operation} {body}\n")
        refuse = folder / "refuse"
        if refuse.exists():
            self.answer(400, {"__type": refuse.read_text().strip(), "message": "Task Timed Out: 'Provided task does not exist anymore'"})
        else:
            self.answer(200, {})

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(server.server_address[1], flush=True)
server.serve_forever()
