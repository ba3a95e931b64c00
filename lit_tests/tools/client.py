"""`client.py SOCKET NAME ARGUMENT…`: have server.py run a command, here and with these streams."""

import os
import sys
from _socket import AF_UNIX, SCM_RIGHTS, SOL_SOCKET, socket  # type: ignore[attr-defined]  # no start of `socket`

server = socket(AF_UNIX)
server.connect(sys.argv[1])
name, *arguments = sys.argv[2:]
variables = [f"{key}={value}" for key, value in os.environ.items()]
words = os.fsencode("\0".join([os.getcwd(), name, str(len(arguments)), *arguments, *variables]))
data = len(words).to_bytes(8, "little") + words
streams = b"".join(number.to_bytes(4, sys.byteorder) for number in range(3))
sent = server.sendmsg([data], [(SOL_SOCKET, SCM_RIGHTS, streams)])
server.sendall(data[sent:])
code = server.recv(1)
if not code:
    sys.exit(f"{name} was killed")
sys.exit(code[0])
