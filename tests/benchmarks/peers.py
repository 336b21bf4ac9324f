"""The peers that the registries offer, each doing in its own idiom what it can of the same work.

None of them does all of it: the schema validators know no relations and no places, yamllint knows style alone,
OpenSCAP tests one path at a time. The table says what each did.
"""

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Peer:
    """One peer: what it does here, and its command for a file."""

    name: str
    does: str
    command: tuple[str, ...]


def install(folder: Path) -> None:
    """Installs what is missing, by name: npm and PyPI packages into the folder; OpenSCAP comes from Debian."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "node_modules" / ".bin" / "spectral").exists() and shutil.which("npm"):
        packages = ["@stoplight/spectral-cli", "ajv-cli"]
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", *packages], cwd=folder, check=False)
    if not (folder / "venv").exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
        pip = [str(folder / "venv" / "bin" / "pip"), "install", "-q", "check-jsonschema", "yamllint"]
        subprocess.run(pip, check=False)


def peers(folder: Path) -> list[Peer]:
    """The peers that are there."""
    schema = folder / "schema.json"
    _write_inputs(folder, schema)
    node, python = folder / "node_modules" / ".bin", folder / "venv" / "bin"
    found = [
        Peer(
            "spectral",
            "3 rules with line and column",
            (str(node / "spectral"), "lint", "-r", str(folder / "rules.yaml"), "-q"),
        ),
        Peer(
            "ajv",
            "our JSON Schema, no lines",
            (str(node / "ajv"), "validate", "--strict=false", "-c", "ajv-formats", "-s", str(schema), "-d"),
        ),
        Peer(
            "check-jsonschema",
            "our JSON Schema, no lines",
            (str(python / "check-jsonschema"), "--schemafile", str(schema)),
        ),
        Peer("yamllint", "style alone", (str(python / "yamllint"), "-d", "{rules: {key-duplicates: enable}}")),
        Peer("oscap", "1 OVAL test of one path, no lines", ("oscap", "oval", "eval", str(folder / "oval.xml"))),
    ]
    if not (folder / "node_modules" / "ajv-formats").exists():
        found[1] = Peer(
            "ajv", found[1].does, tuple(part for part in found[1].command if part not in ("-c", "ajv-formats"))
        )
    return [one for one in found if Path(one.command[0]).exists() or shutil.which(one.command[0])]


def _write_inputs(folder: Path, schema: Path) -> None:
    from egov_cloud_std import platform_schema

    schema.write_text(json.dumps(platform_schema("7")), encoding="utf-8")
    (folder / "rules.yaml").write_text(RULES, encoding="utf-8")


def oval(folder: Path, path: Path) -> None:
    """An OVAL definition for one file: every network is isolated."""
    (folder / "oval.xml").write_text(OVAL.format(path=path.resolve()), encoding="utf-8")


RULES = """\
rules:
  networks-isolated:
    given: $.architecture.networks[*].isolated
    then: {function: pattern, functionOptions: {match: "^true$"}}
  no-higher-grade:
    given: $.architecture.systems[*].protection_level
    then: {function: enumeration, functionOptions: {values: [1, 2, 3]}}
  resources-have-owners:
    given: $.architecture.resources[*]
    then: {field: owner, function: truthy}
"""

OVAL = """\
<?xml version="1.0" encoding="UTF-8"?>
<oval_definitions xmlns="http://oval.mitre.org/XMLSchema/oval-definitions-5"
  xmlns:oval="http://oval.mitre.org/XMLSchema/oval-common-5"
  xmlns:ind="http://oval.mitre.org/XMLSchema/oval-definitions-5#independent">
  <generator><oval:schema_version>5.11</oval:schema_version><oval:timestamp>2026-01-01T00:00:00</oval:timestamp></generator>
  <definitions><definition class="compliance" id="oval:egov:def:1" version="1">
    <metadata><title>networks isolated</title><description>networks isolated</description></metadata>
    <criteria><criterion test_ref="oval:egov:tst:1"/></criteria></definition></definitions>
  <tests><ind:yamlfilecontent_test check="all" check_existence="at_least_one_exists" comment="isolated" id="oval:egov:tst:1" version="1">
    <ind:object object_ref="oval:egov:obj:1"/><ind:state state_ref="oval:egov:ste:1"/></ind:yamlfilecontent_test></tests>
  <objects><ind:yamlfilecontent_object id="oval:egov:obj:1" version="1">
    <ind:filepath>{path}</ind:filepath><ind:yamlpath>.architecture.networks[:].isolated</ind:yamlpath></ind:yamlfilecontent_object></objects>
  <states><ind:yamlfilecontent_state id="oval:egov:ste:1" version="1"><ind:value datatype="record">
    <oval-def:field xmlns:oval-def="http://oval.mitre.org/XMLSchema/oval-definitions-5" datatype="boolean" name="#">true</oval-def:field>
  </ind:value></ind:yamlfilecontent_state></states>
</oval_definitions>
"""
