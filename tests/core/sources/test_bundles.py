"""Bundles: read in place, wherever they stand, and never believed."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from typing import TYPE_CHECKING

import pytest

from aparte.archive.spaces import Space, default_space
from aparte.sources import unpacking
from aparte.sources.base import Unreadable
from aparte.sources.bundles import Member, under
from aparte.sources.intake import import_paths
from aparte.sources.unpacking import alone, opened

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aparte.sources.bundles import Bundle

FILES = {"export/data/a.json": b"[1]", "export/b.csv": b"text\nbonjour\n"}


@pytest.fixture
def space(home: Path) -> Space:
    return default_space(home)


def zipped(path: Path, files: dict[str, bytes] = FILES) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in files.items():
            file.writestr(name, data)
    return path


def tarred(path: Path, files: dict[str, bytes] = FILES) -> Path:
    packs: dict[str, Callable[[bytes], bytes]] = {
        ".gz": gzip.compress,
        ".bz2": bz2.compress,
        ".xz": lzma.compress,
        ".tar": bytes,
    }
    plain = io.BytesIO()
    with tarfile.open(fileobj=plain, mode="w") as file:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            file.addfile(info, io.BytesIO(data))
    path.write_bytes(packs[path.suffix](plain.getvalue()))
    return path


def foldered(path: Path) -> Path:
    for name, data in FILES.items():
        place = path / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    return path


def bundle(path: Path) -> Bundle:
    found = opened(path)
    assert found is not None
    return found


@pytest.mark.parametrize("kind", ["zip", "tar", "gz", "bz2", "xz", "folder"])
def test_every_kind_of_bundle_gives_the_same_members(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"e.{kind}"
    made = zipped(path) if kind == "zip" else foldered(path) if kind == "folder" else tarred(path)
    with bundle(made) as found:
        assert sorted(found.members) == sorted(Member(name, len(data)) for name, data in FILES.items())
        assert {one.name: found.open(one.name).read() for one in found.members} == FILES
        assert found.read_fraction() == 1.0


def test_a_single_file_is_a_bundle_of_one_and_others_stay_unseen(tmp_path: Path) -> None:
    foldered(tmp_path)
    with alone(tmp_path / "export" / "b.csv") as found:
        assert [one.name for one in found.members] == ["b.csv"]
        assert found.open("b.csv").read() == FILES["export/b.csv"]


def test_a_member_is_found_below_a_wrapper_folder_by_whole_names(tmp_path: Path) -> None:
    files = {"x/Data/A.json": b"", "x/mydata/a.json": b"", "data/a.json": b""}
    with bundle(zipped(tmp_path / "e.zip", files)) as found:
        assert [one.name for one in under(found, "data/a.json")] == ["x/Data/A.json", "data/a.json"]


@pytest.mark.parametrize("name", ["../evil", "/etc/passwd", "a/../../b", "C:\\evil", "..\\evil", "a\x07b"])
def test_a_name_that_points_outside_is_left_out_and_said(tmp_path: Path, name: str) -> None:
    with bundle(tarred(tmp_path / "e.tar", {name: b"x", "ok": b"y"})) as found:
        assert [one.name for one in found.members] == ["ok"]
        assert [one.reason for one in found.left_out] == ["import.unsafe_name"]


def test_a_name_that_is_nothing_is_left_out_and_said(tmp_path: Path) -> None:
    path = zipped(tmp_path / "e.zip", {"QQ": b"x", "ok": b"y"})
    path.write_bytes(path.read_bytes().replace(b"QQ", b"\0Q"))
    with bundle(path) as found:
        assert [one.name for one in found.members] == ["ok"]
        assert [one.reason for one in found.left_out] == ["import.unsafe_name"]


def test_links_are_left_out_of_tars_zips_and_folders(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "e.tar", "w") as file:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE):
            info = tarfile.TarInfo(f"link{kind!r}")
            info.type, info.linkname = kind, "/etc/passwd"
            file.addfile(info)
    with zipfile.ZipFile(tmp_path / "e.zip", "w") as archive:
        entry = zipfile.ZipInfo("link")
        entry.external_attr = 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")
    (tmp_path / "f").mkdir()
    (tmp_path / "f" / "link").symlink_to("/etc/passwd")
    for path in (tmp_path / "e.tar", tmp_path / "e.zip", tmp_path / "f"):
        with bundle(path) as found:
            assert found.members == ()
            assert {one.reason for one in found.left_out} == {"import.not_a_file"}


@pytest.mark.parametrize("kind", ["zip", "gz"])
def test_a_bomb_ends_early(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setattr(unpacking, "SLACK_BYTES", 2**16)
    make = zipped if kind == "zip" else tarred
    path = make(tmp_path / f"e.{kind}", {"a.json": bytes(8 * 2**20)})
    with pytest.raises(Unreadable) as refusal, bundle(path) as found:
        found.open("a.json").read()
    assert refusal.value.code == "bomb"


def test_a_header_that_claims_gigabytes_for_a_name_is_refused(tmp_path: Path) -> None:
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.XHDTYPE, 7 * 2**30
    (tmp_path / "e.tar").write_bytes(info.tobuf(tarfile.USTAR_FORMAT) + bytes(1024))
    with pytest.raises(Unreadable) as refusal:
        opened(tmp_path / "e.tar")
    assert refusal.value.code in ("bomb", "damaged")


@pytest.mark.parametrize("cut", [5, 30, 60, 100])
def test_a_cut_bundle_is_a_refusal_of_the_whole_file(space: Space, tmp_path: Path, cut: int) -> None:
    for path in (zipped(tmp_path / "e.zip"), tarred(tmp_path / "e.gz")):
        path.write_bytes(path.read_bytes()[:cut])
        (report,) = import_paths([path], space).files
        assert (report.format, report.imported, report.rejected) == (None, 0, 1)


@pytest.mark.parametrize("beginning", [b"BZh9rest", b"\x1f\x8b\x08rest", b"\xfd7zXZ\0rest", b"PK\x03\x04rest"])
def test_bytes_that_only_begin_like_a_bundle_are_damage_and_not_a_failing_disk(
    space: Space, tmp_path: Path, beginning: bytes
) -> None:
    path = tmp_path / "e.bin"
    path.write_bytes(beginning * 99)
    (report,) = import_paths([path], space).files
    assert [one.code for one in report.rejections] == ["import.damaged"]


def test_a_locked_zip_says_what_to_do(tmp_path: Path) -> None:
    path = zipped(tmp_path / "e.zip")
    data = bytearray(path.read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(mark, at + 4)
    path.write_bytes(data)
    with bundle(path) as found, pytest.raises(Unreadable) as refusal:
        found.open(found.members[0].name)
    assert refusal.value.code == "locked"


def test_a_folder_that_is_no_export_gives_its_files_and_names_the_strays(space: Space, tmp_path: Path) -> None:
    folder = foldered(tmp_path / "mine")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff\0\0")
    reports = import_paths([folder], space).files
    assert [(report.format, report.imported) for report in reports if report.format] == [("generic_csv", 1)]
    strays = [one for report in reports if report.format is None for one in report.skipped]
    assert sorted(one.what.rsplit("/", 1)[1] for one in strays) == ["a.json", "photo.jpg"]
    assert {one.reason for one in strays} == {"import.stray"}


def test_a_bundle_of_nothing_known_is_refused_with_advice(space: Space, tmp_path: Path) -> None:
    (report,) = import_paths([zipped(tmp_path / "e.zip", {"a.txt": b"x"})], space).files
    assert [one.code for one in report.rejections] == ["import.no_export"]
