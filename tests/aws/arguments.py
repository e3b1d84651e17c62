#!/usr/bin/env python3
"""arguments.py MACHINE... : what each task of a state machine gives to AWS, against the published model of the service.

Unknown members, missing ones, wrong types (botocore's own validator), and what that does not look at: words of an enum, and the
letters of names, for Step Functions wants them in PascalCase whatever the service does. What an expression computes is taken
for a value of the right type; its text is seen when the machine runs (85-state-machine-runs.t).

arguments.py --containers DEFINITIONS... : the same for container definitions, as RegisterTaskDefinition takes them.
"""
import json
import pathlib
import re
import sys

import botocore.session
from botocore.validate import ParamValidator

RESOURCE = re.compile(r"arn:aws[a-z-]*:states:::(?:aws-sdk:)?([a-z0-9]+):(\w+?)(?:\.(?:sync|sync:2|waitForTaskToken))?$")
EXPRESSION = re.compile(r"^\{%.*%\}$", re.S)
SERVICES = {"sfn": "stepfunctions", "states": "stepfunctions", "databasemigration": "dms"}
SOME = {"integer": 1, "long": 1, "float": 1.0, "double": 1.0, "boolean": True, "timestamp": 0, "blob": b"x", "map": {}}

session = botocore.session.get_session()


def some(shape):
    """A value that the model takes."""
    if shape.type_name == "structure":
        return {name: some(shape.members[name]) for name in shape.required_members}
    if shape.type_name == "list":
        return [some(shape.member)] * max(1, shape.metadata.get("min", 0))
    if shape.type_name == "string":
        return shape.enum[0] if shape.enum else "x" * max(1, shape.metadata.get("min", 0))
    return SOME[shape.type_name]


def member(shape, name, pascal):
    """The model's name of a member: services begin with either case, Step Functions with a capital letter."""
    if not pascal:
        return name if name in shape.members else None
    return next((m for m in shape.members if m[0].upper() + m[1:] == name), None)


def plain(value, shape, path, wrong, pascal):
    """The value with its expressions computed, under the model's names; what is wrong with it is told."""
    if isinstance(value, str) and EXPRESSION.match(value):
        return some(shape)
    if shape.type_name == "structure" and isinstance(value, dict):
        made = {}
        for name, inner in value.items():
            known = member(shape, name, pascal)
            if known is None:
                wrong.append(f"{path}.{name}: {shape.name} has no such member")
            else:
                made[known] = plain(inner, shape.members[known], f"{path}.{name}", wrong, pascal)
        return made
    if shape.type_name == "list" and isinstance(value, list):
        return [plain(inner, shape.member, f"{path}[{i}]", wrong, pascal) for i, inner in enumerate(value)]
    if shape.type_name == "string" and shape.enum and isinstance(value, str) and value not in shape.enum:
        wrong.append(f"{path}: {value!r} is none of {', '.join(shape.enum)}")
    # A text or body may be given as JSON: Step Functions writes it out.
    return json.dumps(value) if shape.type_name in ("string", "blob") and isinstance(value, (dict, list)) else value


def check(value, shape, path, pascal):
    wrong = []
    report = ParamValidator().validate(plain(value, shape, path, wrong, pascal), shape)
    return wrong + ([f"{path}: {report.generate_report()}"] if report.has_errors() else [])


def tasks(machine):
    for name, state in machine["States"].items():
        if state["Type"] == "Task":
            yield name, state
        for inner in state.get("Branches", []) + [state[key] for key in ("ItemProcessor",) if key in state]:
            yield from tasks(inner)


def check_task(name, state):
    called = RESOURCE.match(state["Resource"])
    if not called:
        return [f"{name}: {state['Resource']} is no integration"]
    service, operation = SERVICES.get(called[1], called[1]), called[2][0].upper() + called[2][1:]
    try:
        model = session.get_service_model(service).operation_model(operation)
    except Exception as unknown:  # botocore has a class for each way not to know something
        return [f"{name}: {service} {operation}: {unknown}"]
    return check(state.get("Arguments", {}), model.input_shape, name, pascal=True)


def check_machine(path):
    machine = json.loads(path.read_text())
    found = list(tasks(machine))
    print(f"{path.name}: {len(found)} tasks")
    return [wrong for name, state in found for wrong in check_task(name, state)] + ([] if found else [f"{path.name}: no tasks"])


def check_containers(path):
    shape = session.get_service_model("ecs").operation_model("RegisterTaskDefinition").input_shape.members["containerDefinitions"]
    return check(json.loads(path.read_text()), shape, path.name, pascal=False)


def main(arguments):
    one = check_machine
    if arguments[0] == "--containers":
        one, arguments = check_containers, arguments[1:]
    wrong = [line for path in arguments for line in one(pathlib.Path(path))]
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
