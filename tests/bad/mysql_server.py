"""Speaks so much of MySQL's protocol that a client logs in, and then fails it.
mysql_server.py VERSION MOMENT [CERTIFICATE KEY]
MOMENT: "session": falls silent after the login; "query": answers the first query with VERSION, and falls silent then;
"version": the same, and closes; "clear": asks for the password in the clear, and says whether it came. It takes any password
but none."""
import socket, ssl, struct, sys, threading, time

version, moment = sys.argv[1:3]
certificate = sys.argv[3:5]
CLIENT_SSL, CLIENT_DEPRECATE_EOF = 0x800, 0x1000000
CAN = 0x1 | 0x8 | 0x200 | 0x2000 | 0x8000 | 0x80000 | (CLIENT_SSL if certificate else 0)
SALT = b"understudy-understud"


class Client:
    def __init__(self, connection):
        self.connection, self.number = connection, 0

    def read(self):
        head = self.exactly(4)
        self.number = head[3] + 1
        return self.exactly(head[0] | head[1] << 8 | head[2] << 16)

    def exactly(self, length):
        got = b""
        while len(got) < length:
            more = self.connection.recv(length - len(got))
            if not more:
                sys.exit()
            got += more
        return got

    def write(self, *packets):
        for packet in packets:
            self.connection.sendall(struct.pack("<I", len(packet))[:3] + bytes([self.number % 256]) + packet)
            self.number += 1

    def greet(self):
        self.write(
            b"\x0a" + version.encode() + b"\0" + struct.pack("<I", 7) + SALT[:8] + b"\0" + struct.pack("<H", CAN & 0xFFFF)
            + b"\x2d\x02\0" + struct.pack("<H", CAN >> 16) + b"\x15" + bytes(10) + SALT[8:] + b"\0caching_sha2_password\0")
        if len(self.read()) == 32 and certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificate)
            self.connection = context.wrap_socket(self.connection, server_side=True)
            self.read()

    def serve(self):
        try:
            self.answer()
        except OSError:
            pass
        self.connection.close()

    def answer(self):
        self.greet()
        if moment == "clear":
            self.write(b"\xfemysql_clear_password\0")
            came = self.read() == b"Clear-planted-secret\0"
            self.write(b"\xff" + struct.pack("<H", 1045) + b"#28000the password " + (b"came" if came else b"did not come"))
            return
        self.write(b"\x01\x03", b"\0\0\0\x02\0\0\0")
        if moment != "session":
            self.read()
            name = b"\x03def\0\0\0\x01v\x01v\x0c\x2d\0\0\x01\0\0\xfd\0\0\0\0\0"
            text = version.encode()
            self.write(b"\x02", name, name, b"\xfe\0\0\x02\0", bytes([len(text)]) + text + b"\x017", b"\xfe\0\0\x02\0")
        if moment != "version":
            time.sleep(100)


server = socket.socket()
server.bind(("127.0.0.1", 0))
server.listen(64)
print(server.getsockname()[1], flush=True)
while True:
    threading.Thread(target=Client(server.accept()[0]).serve, daemon=True).start()
