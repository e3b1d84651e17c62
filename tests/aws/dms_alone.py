#!/usr/bin/env python3
"""dms_alone.py FOLDER PROGRAM ENDPOINT... : the DMS of dms.py by itself, without signatures and permissions, for the commands
that speak to it. Each ENDPOINT is NAME,KIND,ENGINE,URL[,SETTINGS-AS-JSON]. Prints its port. FOLDER/fault, if there is one, is
the next load's; FOLDER/calls has the operations that were called, a line each."""
import json
import pathlib
import sys

from dms import Dms
from iam import Refused
from stand_in import Handler, serve

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


class Alone(Handler):
    def do_POST(self):
        operation, call = self.operation(), json.loads(self.body())
        with open(folder / "calls", "a") as calls:
            calls.write(f"{operation}\n")
        try:
            status, answer = 200, dms.answer(operation, call)
        except Refused as refused:
            status, answer = 400, {"__type": refused.code, "message": str(refused)}
        self.answer_json(status, answer)


serve(Alone)
