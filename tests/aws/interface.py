#!/usr/bin/env python3
"""tests/aws/interface.py [--write] FOLDER...: the tables of inputs and outputs at the end of each folder's README.md, from its
variables.tf and outputs.tf. Says which are out of date, or writes them; exit code 1 if any was not as it should be."""
import pathlib
import re
import sys

BLOCK = r'^{kind} "(\w+)" \{{\n(.*?)^\}}'


def blocks(path, kind):
    """Names and bodies, as they stand in the file."""
    return re.findall(BLOCK.format(kind=kind), path.read_text(), re.M | re.S) if path.exists() else []


def description(body):
    return re.search(r'^  description += "(.*)"$', body, re.M).group(1).replace('\\"', '"').replace("|", "\\|")


def type_of(body):
    """One word, or two: object, map of object, list of string."""
    words = re.match(r"[\w(]+", re.search(r"^  type += (.*)", body, re.M).group(1)).group(0).rstrip("(").split("(")
    return " of ".join(words)


def default(body):
    found = re.search(r"^  default += (.*)$", body, re.M)
    return "required" if found is None else f"`{found.group(1)}`"


def tables(folder):
    inputs = [f"| `{name}` | {type_of(body)} | {default(body)} | {description(body)} |" for name, body in blocks(folder / "variables.tf", "variable")]
    outputs = [f"| `{name}` | {description(body)} |" for name, body in blocks(folder / "outputs.tf", "output")]
    return "\n".join(["## Inputs", "", "| name | type | default | |", "|---|---|---|---|", *inputs, "",
                      "## Outputs", "", "| name | |", "|---|---|", *outputs, ""])


def main(arguments):
    wrong = 0
    for folder in map(pathlib.Path, [word for word in arguments if word != "--write"]):
        readme = folder / "README.md"
        head = readme.read_text().split("## Inputs\n")[0].rstrip("\n")
        whole = f"{head}\n\n{tables(folder)}"
        if whole != readme.read_text():
            wrong = 1
            print(f"{readme} does not list what its folder takes and gives: tests/aws/interface.py --write {folder}")
            if "--write" in arguments:
                readme.write_text(whole)
    return wrong


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
