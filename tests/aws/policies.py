#!/usr/bin/env python3
"""tests/aws/policies.py STATE.json README.md: every policy of a state, by terraform show -json, against what may be.

A statement that allows something about everything, to everybody, or to a service for any account, is named in the README's
table of exceptions, and what that table names is there. One line for each that is not so; exit code 1 if there is any."""
import json
import pathlib
import re
import sys


def resources(module):
    yield from module.get("resources", [])
    for child in module.get("child_modules", []):
        yield from resources(child)


def policies(state):
    for resource in resources(state["values"]["root_module"]):
        for attribute in ("policy", "assume_role_policy"):
            text = resource["values"].get(attribute)
            if resource["mode"] == "managed" and text:
                yield resource["address"], attribute, json.loads(text)


def listed(value):
    return value if isinstance(value, list) else [value]


def looseness(attribute, statement):
    """What is loose about a statement, as words."""
    if statement["Effect"] != "Allow":
        return
    if any(action == "*" or action.endswith(":*") for action in listed(statement["Action"])):
        yield "any action"
    if attribute == "policy" and "*" in listed(statement["Resource"]):
        yield "any resource"
    principal = statement.get("Principal", {})
    if "Condition" not in statement:
        if principal == "*" or "*" in listed(principal.get("AWS", [])):
            yield "anybody"
        if "Service" in principal:
            yield "a service for any account"


def main(state_path, readme_path):
    table = re.findall(r"^\| `(\w+)` \| [^|]+ \| [^|]+ \|$", pathlib.Path(readme_path).read_text().split("## Tests")[0], re.M)
    seen, wrong, count = set(), [], 0
    for address, attribute, policy in policies(json.loads(pathlib.Path(state_path).read_text())):
        for statement in policy["Statement"]:
            count += 1
            sid = statement.get("Sid", "")
            loose = list(looseness(attribute, statement))
            if loose and sid not in table:
                wrong.append(f"{address}: {sid or 'a statement without a name'}: {', '.join(loose)}, and not in the README's table")
            if loose:
                seen.add(sid)
    wrong += [f"{sid} is in the README's table, and in no policy" for sid in table if sid not in seen]
    print("\n".join(wrong) or f"{count} statements")
    return 1 if wrong or count == 0 else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
