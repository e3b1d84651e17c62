"""What the stand-ins of these tests have in common: HTTP on a port of 127.0.0.1 that is free, which they print."""
import http.server
import json


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def body(self):
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def operation(self):
        """None: the call is no service's that speaks JSON."""
        target = self.headers.get("X-Amz-Target")
        return target and target.split(".")[-1]

    def answer(self, status, body, headers=()):
        self.send_response(status)
        for name, value in [*headers, ("Content-Length", str(len(body)))]:
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def answer_json(self, status, value):
        self.answer(status, json.dumps(value).encode(), [("Content-Type", "application/x-amz-json-1.1")])

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, handler):
        super().__init__(("127.0.0.1", 0), handler)


def serve(handler):
    server = Server(handler)
    print(server.server_port, flush=True)
    server.serve_forever()
