"""What is installed is what the lock files name, by hash, and they hold what pyproject.toml asks for."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LOCKED = re.compile(r"^([A-Za-z0-9_.-]+)==([^ ;\\\n]+)(.*?)(?=^[A-Za-z]|\Z)", re.MULTILINE | re.DOTALL)
EXTRAS = {"requirements.lock": "setup", "requirements-dev.lock": "dev"}


def locked(root: Path, name: str) -> dict[str, tuple[str, str]]:
    """Version and what else is said of each library of a lock file."""
    found = LOCKED.findall((root / name).read_text(encoding="utf-8"))
    return {canonicalize_name(library): (version, rest) for library, version, rest in found}


def wanted(root: Path, extra: str) -> list[Requirement]:
    """What pyproject.toml asks for, extras of extras included."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found, extras = [Requirement(line) for line in project["dependencies"]], [extra]
    for name in extras:
        for line in project["optional-dependencies"][name]:
            requirement = Requirement(line)
            if requirement.name == project["name"]:
                extras.extend(requirement.extras)
            else:
                found.append(requirement)
    return found


@pytest.mark.parametrize("name", EXTRAS)
def test_lock_file_when_compared_with_the_project_holds_what_it_asks_for(
    name: str, project_root: Path
) -> None:
    libraries = locked(project_root, name)
    missing = [
        str(requirement)
        for requirement in wanted(project_root, EXTRAS[name])
        if (library := canonicalize_name(requirement.name)) not in libraries
        or not requirement.specifier.contains(libraries[library][0], prereleases=True)
    ]
    assert missing == []


@pytest.mark.parametrize("name", EXTRAS)
def test_lock_file_when_read_has_a_hash_for_each_library_and_names_no_registry(
    name: str, project_root: Path
) -> None:
    assert [
        library for library, (_, rest) in locked(project_root, name).items() if "--hash=sha256:" not in rest
    ] == []
    assert "://" not in (project_root / name).read_text(encoding="utf-8")


def test_lock_files_when_compared_agree(project_root: Path) -> None:
    service, development = (locked(project_root, name) for name in EXTRAS)
    assert {library: version for library, (version, _) in service.items()}.items() <= {
        library: version for library, (version, _) in development.items()
    }.items()
