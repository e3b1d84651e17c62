#!/usr/bin/env python3
"""rendered.py STATE TO: takes out of `terraform show -json` what AWS would be given, a file each."""
import json
import pathlib
import re
import sys


def resources(module):
    """Of a module and those below it; a module that makes nothing has no resources."""
    yield from module.get("resources", [])
    for child in module.get("child_modules", []):
        yield from resources(child)


def as_aws_writes(text):
    """The stand-in provider makes ARNs of the resource's type and a hash; those that somebody looks at get their true form."""
    for kind, true in (("dms_endpoint", "endpoint"), ("dms_replication_instance", "rep")):
        text = re.sub(f":{kind}/([0-9a-f]+)", lambda found: f":{true}:{found[1].upper()}", text)
    return re.sub(r":secretsmanager_secret/([0-9a-f]+)", r":secret:understudy-\1-AbCdEf", text)


def write(to, folder, name, document):
    path = to / folder / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(document, indent=1) + "\n")


def main(state, to):
    found = list(resources(json.loads(as_aws_writes(pathlib.Path(state).read_text()))["values"]["root_module"]))
    values = {kind: [r["values"] for r in found if r["type"] == kind] for kind in {r["type"] for r in found}}

    for machine in values.get("aws_sfn_state_machine", []):
        write(to, "machines", machine["name"], json.loads(machine["definition"]))

    for job in values.get("aws_s3_object", []):
        write(to, "objects", job["key"].replace("/", "%2F"), json.loads(job["content"]))

    for endpoint in values.get("aws_dms_endpoint", []):
        write(to, "endpoints", endpoint["endpoint_id"], endpoint)

    for schedule in values.get("aws_scheduler_schedule", []):
        write(to, "schedules", schedule["name"], json.loads(schedule["target"][0]["input"]))

    for family in values.get("aws_ecs_task_definition", []):
        write(to, "containers", family["family"], json.loads(family["container_definitions"]))

    # A role's id is its name in AWS, and something made up without it: then ids lead to names.
    names = {role["id"]: role["name"] for role in values.get("aws_iam_role", [])}
    policies = {role["name"]: [] for role in values.get("aws_iam_role", [])}
    for policy in values.get("aws_iam_role_policy", []):
        policies[names.get(policy["role"], policy["role"])] += json.loads(policy["policy"])["Statement"]
    for role, statements in policies.items():
        write(to, "policies", role, {"Version": "2012-10-17", "Statement": statements})


main(sys.argv[1], pathlib.Path(sys.argv[2]))
