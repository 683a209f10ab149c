"""What browsers get is built once: small, compressed, and asked for once only."""

from __future__ import annotations

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient

from webapp.browser_client import ADDRESS, BUILT, built_names


def styles() -> str:
    return ADDRESS + built_names()["house.css"]


def test_file_when_asked_for_may_be_kept_for_ever(client: FlaskClient) -> None:
    assert client.get(styles()).headers["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize(("accepted", "given"), [("gzip", "gzip"), ("gzip, br", "br"), ("identity", None)])
def test_file_when_asked_for_comes_as_small_as_the_browser_can_read(
    client: FlaskClient, accepted: str, given: str | None
) -> None:
    answer = client.get(styles(), headers={"Accept-Encoding": accepted})

    assert answer.headers.get("Content-Encoding") == given
    assert "Accept-Encoding" in answer.headers["Vary"]


def test_file_when_compressed_is_the_same_file(client: FlaskClient) -> None:
    packed = client.get(styles(), headers={"Accept-Encoding": "br"}).data
    assert brotli.decompress(packed) == client.get(styles(), headers={"Accept-Encoding": "identity"}).data


def test_file_when_it_has_no_such_name_is_not_there(client: FlaskClient) -> None:
    assert client.get(f"{ADDRESS}../../config.py").status_code == 404


def test_script_when_built_has_its_source_map_beside_it() -> None:
    script = BUILT / built_names()["live/evening.js"]
    assert script.read_text(encoding="utf-8").rstrip().endswith(f"sourceMappingURL={script.name}.map")
    assert script.with_name(f"{script.name}.map").exists()


def test_page_when_shown_asks_for_one_script_and_two_style_sheets_at_most(app: Flask) -> None:
    for rule in app.jinja_env.list_templates(extensions=["html"]):
        source, _, _ = app.jinja_env.loader.get_source(app.jinja_env, rule)  # type: ignore[union-attr]
        assert source.count("<script") <= 1, rule
        assert source.count('rel="stylesheet"') <= 2, rule
