#!/usr/bin/env python3
"""states.py FOLDER: stands in for what no emulator has: Step Functions' three calls of a task token, and the metadata that
ECS gives a task. Prints its port. Every call becomes a line "OPERATION BODY" of FOLDER/calls; while FOLDER/refuse exists,
calls are refused with the error that it names."""
import pathlib
import sys

from stand_in import Handler, serve

folder = pathlib.Path(sys.argv[1])
TASK = {
    "Cluster": "arn:aws:ecs:eu-west-1:123456789012:cluster/understudy",
    "TaskARN": "arn:aws:ecs:eu-west-1:123456789012:task/understudy/0123456789abcdef",
    "Family": "understudy-worker",
    "Revision": "7",
    "AvailabilityZone": "eu-west-1a",
    "LaunchType": "FARGATE",
}


class States(Handler):
    def do_GET(self):
        self.answer_json(200, TASK) if self.path == "/v4/one/task" else self.answer_json(404, {})

    def do_POST(self):
        body = self.body().decode()
        with open(folder / "calls", "a") as calls:
            calls.write(f"{self.operation()} {body}\n")
        refuse = folder / "refuse"
        if refuse.exists():
            self.answer_json(400, {"__type": refuse.read_text().strip(), "message": "Task Timed Out: 'Provided task does not exist anymore'"})
        else:
            self.answer_json(200, {})


serve(States)
