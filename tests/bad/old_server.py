"""Just enough of PostgreSQL's protocol 3 to say of itself that it is of the version given: server_version_num.
A second word makes it fall silent: at the "session"'s settings, or at the first "query" after them."""
import socket, struct, sys, threading, time

VERSION = sys.argv[1].encode()
SILENT_AT = {"": b"", "session": b"Q", "query": b"P"}[sys.argv[2] if len(sys.argv) > 2 else ""]
VALUES = [VERSION, b"PostgreSQL, an old one", b"1/old", b"old", b"postgres", b"t", b"t", b"t", b"none"]
NAMES = [b"server_version", b"server_text", b"server_id", b"database", b"user", b"is_superuser", b"is_ours", b"may_create", b"service"]


def message(kind, body=b""):
    return kind + struct.pack("!I", len(body) + 4) + body


def exactly(client, count):
    data = b""
    while len(data) < count:
        piece = client.recv(count - len(data))
        if not piece:
            raise EOFError
        data += piece
    return data


READY = message(b"Z", b"I")
TEXT = struct.pack("!IhIhih", 0, 0, 25, -1, -1, 0)  # no table, type text, any length, text format
NONE = message(b"n"), b""


def answer(names, values):
    description = message(b"T", struct.pack("!h", len(names)) + b"".join(name + b"\0" + TEXT for name in names))
    return description, message(b"D", struct.pack("!h", len(values)) + b"".join(struct.pack("!i", len(v)) + v for v in values))


def answer_to(sql):
    if b"server_version_num" in sql:
        return answer(NAMES, VALUES)
    return answer([b"locked"], [b"t"]) if b"advisory" in sql else NONE


def greet(client):
    while True:
        (length,) = struct.unpack("!I", exactly(client, 4))
        (code,) = struct.unpack("!I", exactly(client, length - 4)[:4])
        if code == 80877102 and SILENT_AT:
            time.sleep(600)  # a cancel request: nobody answers that either
        if code >> 16 == 3:
            break
        client.sendall(b"N")  # neither TLS nor GSS
    settings = ((b"server_version", VERSION), (b"client_encoding", b"UTF8"), (b"standard_conforming_strings", b"on"))
    client.sendall(message(b"R", struct.pack("!I", 0)) +
                   b"".join(message(b"S", name + b"\0" + value + b"\0") for name, value in settings) + READY)


def talk(client):
    sql = b""
    while True:
        kind = exactly(client, 1)
        (length,) = struct.unpack("!I", exactly(client, 4))
        body = exactly(client, length - 4)
        if kind == SILENT_AT:
            time.sleep(600)
        description, row = answer_to(sql)
        if kind == b"Q":
            client.sendall(message(b"C", b"SET\0") + READY)
        elif kind == b"P":
            sql = body.split(b"\0")[1]
            client.sendall(message(b"1"))
        elif kind == b"B":
            client.sendall(message(b"2"))
        elif kind == b"D":
            client.sendall(description)
        elif kind == b"E":
            client.sendall(row + message(b"C", b"SELECT 1\0" if row else b"BEGIN\0"))
        elif kind == b"S":
            client.sendall(READY)
        elif kind == b"X":
            return


def serve(client):
    try:
        greet(client)
        talk(client)
    except (EOFError, OSError):
        pass
    finally:
        client.close()


server = socket.socket()
server.bind(("127.0.0.1", 0))
server.listen(64)
print(server.getsockname()[1], flush=True)
while True:
    threading.Thread(target=serve, args=(server.accept()[0],), daemon=True).start()
