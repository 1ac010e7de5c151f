"""Workbooks made to burst: refused at once and with little memory, before anything of them is unpacked (S5)."""

import io
import time
import tracemalloc
import zipfile

import pytest

from northing.portability.reading import Unreadable, read
from tests.concepts.portability.files import lying_zip, rezipped, xlsx

HEAD = ["Objective", "KR"]


@pytest.fixture(scope="module")
def book() -> bytes:
    return xlsx(HEAD, ["A", "b"])


def moved(book: bytes, part: str, place: str, prolog: bytes) -> bytes:
    """The workbook with one of its parts elsewhere, declared and found there, and with this before its content."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as package, zipfile.ZipFile(written, "w") as other:
        for name in package.namelist():
            content = package.read(name)
            if name == part:
                content = prolog + content.partition(b"?>")[2] if content.startswith(b"<?xml") else prolog + content
            for old, new in ((f"/{part}", f"/{place}"), (part.removeprefix("xl/"), f"/{place}")):
                content = content.replace(f'"{old}"'.encode(), f'"{new}"'.encode())
            other.writestr(place if name == part else name, content)
    return written.getvalue()


def refused_quickly(content: bytes) -> str:
    """Why it is refused; within half a second of computing and 150 MB, measured apart: watching memory takes time."""
    started = time.process_time()
    with pytest.raises(Unreadable):
        read("bomb.xlsx", content)
    assert time.process_time() - started < 0.5
    tracemalloc.start()
    with pytest.raises(Unreadable) as refusal:
        read("bomb.xlsx", content)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 150 * 2**20
    return str(refusal.value)


class TestBombs:
    def test_a_part_that_unpacks_to_gigabytes(self, book: bytes) -> None:
        content = rezipped(book, xl__worksheets__sheet1_xml=b"<x>" + b"0" * (40 * 2**20))
        assert len(content) < 100_000
        assert "far more" in refused_quickly(content)

    def test_a_directory_that_promises_little_and_a_part_that_holds_much(self, book: bytes) -> None:
        content = rezipped(book, xl__worksheets__sheet1_xml=b"<x>" + b"0" * (40 * 2**20))
        assert "damaged" in refused_quickly(lying_zip(content, "xl/worksheets/sheet1.xml", 1000))

    def test_very_many_parts(self, book: bytes) -> None:
        written = io.BytesIO(book)
        with zipfile.ZipFile(written, "a") as package:
            for number in range(3000):
                package.writestr(f"xl/media/{number}", b"")
        assert "far more" in refused_quickly(written.getvalue())

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
    def test_entities_that_laugh_a_billion_times(self, book: bytes, encoding: str) -> None:
        lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
        text = f'<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY l0 "ha">{lines}]><sst><si><t>&l9;</t></si></sst>'
        assert "far more" in refused_quickly(rezipped(book, xl__sharedStrings_xml=text.encode(encoding)))

    @pytest.mark.parametrize("place", ["xl/worksheets/sheet1.dat", "xl/media/sheet1.svg", "hidden"])
    def test_entities_in_a_part_by_another_name(self, book: bytes, place: str) -> None:
        """A package says itself where its sheets lie, and what they are called is nobody's business."""
        assert read("okrs.xlsx", moved(book, "xl/worksheets/sheet1.xml", place, b"")).objectives
        laughing = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
        assert "far more" in refused_quickly(moved(book, "xl/worksheets/sheet1.xml", place, laughing))

    def test_a_drawing_among_the_pictures_may_have_a_document_type(self, book: bytes) -> None:
        written = io.BytesIO(book)
        with zipfile.ZipFile(written, "a") as package:
            svg = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><svg/>'
            package.writestr("xl/media/image1.svg", svg)
        assert read("okrs.xlsx", written.getvalue()).objectives

    def test_an_entity_that_reads_the_machines_files(self, book: bytes) -> None:
        text = b'<!DOCTYPE sst [<!ENTITY f SYSTEM "file:///etc/passwd">]><sst><si><t>&f;</t></si></sst>'
        assert "far more" in refused_quickly(rezipped(book, xl__sharedStrings_xml=text))

    def test_a_zip_that_is_no_workbook(self) -> None:
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w") as package:
            package.writestr("notes.txt", "hello")
        assert "no workbook" in refused_quickly(written.getvalue())

    def test_a_workbook_cut_off(self, book: bytes) -> None:
        assert "damaged" in refused_quickly(book[: len(book) // 2])


class TestLimits:
    def test_a_cell_too_long_names_its_row(self) -> None:
        with pytest.raises(Unreadable, match="Row 2: a cell has more than"):
            read("okrs.csv", b"Objective,KR\n" + b"a" * 40_001 + b",b\n")

    def test_a_quotation_mark_that_never_ends(self) -> None:
        with pytest.raises(Unreadable, match="quotation mark"):
            read("okrs.csv", b'Objective,KR\n"a,b\n' + b"c,d\n" * 20_000)

    def test_too_many_rows(self) -> None:
        with pytest.raises(Unreadable, match="100,000 rows"):
            read("okrs.csv", b"Objective,KR\n" + b"\n" * 100_001)

    def test_too_many_columns(self) -> None:
        with pytest.raises(Unreadable, match="300 columns"):
            read("okrs.csv", b"Objective,KR" + b"," * 400 + b"\na,b\n")

    def test_a_sheet_that_says_it_is_a_million_rows_long_and_is_not(self, book: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(book)) as package:
            sheet = package.read("xl/worksheets/sheet1.xml")
        claimed = sheet.replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"')
        assert claimed != sheet
        started = time.process_time()
        document = read("okrs.xlsx", rezipped(book, xl__worksheets__sheet1_xml=claimed))
        assert (document.objectives_read, time.process_time() - started < 2) == (1, True)

    def test_a_row_far_down_stays_cheap(self, book: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(book)) as package:
            sheet = package.read("xl/worksheets/sheet1.xml")
        far = (
            sheet.replace(b'<row r="2">', b'<row r="1048576">')
            .replace(b'r="A2"', b'r="A1048576"')
            .replace(b'r="B2"', b'r="B1048576"')
        )
        assert far != sheet
        started = time.process_time()
        with pytest.raises(Unreadable):
            read("okrs.xlsx", rezipped(book, xl__worksheets__sheet1_xml=far))
        assert time.process_time() - started < 2
