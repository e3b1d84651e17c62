"""A port that accepts. What it says then: nothing (default), "close", or "http", an answer that is no PostgreSQL's."""
import socket, sys, time

says = sys.argv[1] if len(sys.argv) > 1 else "nothing"
server = socket.socket()
server.bind(("127.0.0.1", 0))
server.listen(64)
print(server.getsockname()[1], flush=True)
kept = []
while True:
    client, _ = server.accept()
    if says == "http":
        client.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
    if says != "nothing":
        client.close()
    kept.append(client)
