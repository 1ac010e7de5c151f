"""What somebody may not see is nowhere: not at its own address, not in lists, searches, exports or parts of pages (S2)."""

import re
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.serializers import serialize

from northing.checkins.models import CheckIn
from northing.conversations.models import Comment
from northing.goals.models import Alignment, Dependency, Initiative, KeyResult, Objective, Stage
from tests.doors.matrix.bodies import body
from tests.doors.matrix.company import CANARIES, MAY_SEE, ROLES, Company, undone, written
from tests.doors.matrix.routes import routes
from tests.doors.matrix.test_verdicts import DECLARED

pytestmark = pytest.mark.django_db

NUMBERS = {"objective_id", "key_result_id", "checkin_id", "initiative_id", "alignment_id", "comment_id"}
# They send on to the page itself, whose address is asked for next, without looking at anything.
SENDS_ON = {"key-result-check-in", "objective-initiatives"}
# Those who come closest to each of the hidden ones without being let in.
NEAREST = {
    "draft": ("lead", "champion", "admin", "stranger", "guest"),
    "confidential": ("lead", "champion", "admin", "viewer"),
    "own confidential": ("owner", "member", "champion", "admin", "viewer"),
    "deleted": ("lead", "owner", "champion", "admin", "guest"),
}


def hidden_from(role: str) -> list[str]:
    return [word for kind, word in CANARIES.items() if role not in MAY_SEE.get(kind, ())]


def text_of(answer: Any) -> str:
    content: bytes = answer.getvalue() if hasattr(answer, "streaming_content") else answer.content
    return content.decode() + str(answer.headers)


def leaks(answer: Any, role: str) -> list[str]:
    text = text_of(answer).lower()
    return [word for word in hidden_from(role) if word in text]


class TestEveryPage:
    @pytest.mark.parametrize("role", ROLES)
    def test_tells_nothing_of_what_is_hidden(self, company: Company, role: str) -> None:
        client = company.client(role)
        found = []
        for name, route in routes().items():
            if set(DECLARED[name][0]) <= {"N", "I"}:
                continue
            for headers in ({}, {"HX-Request": "true"}):
                told = leaks(client.get(route.address(company), headers=headers), role)
                found += [(name, headers, word) for word in told]
        assert found == []

    @pytest.mark.parametrize("role", ROLES)
    def test_nor_do_filters_searches_and_exports(self, company: Company, role: str) -> None:
        client = company.client(role)
        found, shown = [], 0
        for address in asked(company):
            for headers in ({}, {"HX-Request": "true"}) if "export" not in address else ({},):
                answer = client.get(address, headers=headers)
                assert answer.status_code in {200, 302, 403, 404}, address
                shown += answer.status_code == 200
                found += [(address, headers, word) for word in leaks(answer, role)]
        assert found == []
        assert shown > 20 or role == "nobody"

    def test_the_canaries_sing_for_those_who_may_see_them(self, company: Company) -> None:
        """So that the silence above means something."""
        for kind, role in (
            ("own confidential", "lead"),
            ("draft", "insider"),
            ("confidential", "insider"),
        ):
            client = company.client(role)
            word, number = CANARIES[kind], company.hidden[kind]["objective_id"]
            assert word in client.get(f"/objectives/{number}/").content.decode()
            assert word in text_of(client.get("/okrs/export/", {"state": ["draft", "published"]}))
            assert word in text_of(client.get("/map/data/", {"state": ["draft", "published"]}))
            assert f"<b>{word}</b> statement" in client.get("/search/", {"q": word}).content.decode()


def asked(company: Company) -> list[str]:
    """Addresses that look for the hidden ones in every way there is."""
    things = company.things
    queries: list[tuple[str, dict[str, Any]]] = []
    for view in ({}, {"view": "table"}):
        queries += [
            ("/okrs/", {**view, "cycle": "all", "state": ["draft", "published", "closed"]}),
            ("/okrs/", {**view, "team": things["elsewhere"], "state": ["draft", "published"]}),
            ("/okrs/", {**view, "team": company.house.team, "unconnected": "1"}),
            ("/okrs/", {**view, "person": company.insider.pk}),
            ("/okrs/", {**view, "person": company.house.lead.pk, "as_of": "2026-11-04"}),
            ("/okrs/", {**view, "q": "canary"}),
        ]
    queries += [("/okrs/export/", query) for _address, query in queries if not query.get("view")]
    asked_of_maps = [query for explorer, query in queries if explorer == "/okrs/" and not query.get("view")]
    queries += [(address, query) for address in ("/map/", "/map/data/") for query in asked_of_maps]
    queries += [
        ("/map/", {"focus": things["above"]}),
        ("/okrs/", {"unfold": [f"o{things['above']}", f"k{things['above_key_result']}"]}),
        ("/okrs/people/", {"find": "canary"}),
        ("/okrs/teams/", {"find": "canary"}),
        ("/search/", {"q": "canary"}),
        ("/people/", {"q": "canary"}),
        ("/teams/", {"q": "canary"}),
        (f"/objectives/{things['draft']}/align/", {"q": "canary"}),
        (f"/objectives/{things['objective_id']}/align/", {"q": "canary"}),
        (f"/objectives/{things['above']}/", {"as_of": "2026-11-04"}),
        (f"/objectives/{things['above']}/explain/", {}),
        (f"/teams/{things['elsewhere']}/", {}),
        (f"/teams/{company.house.team}/", {"explain": "1"}),
        (f"/teams/{company.house.company}/", {}),
        (f"/people/{company.insider.pk}/", {}),
        (f"/people/{company.house.lead.pk}/", {}),
        (f"/okrs/branches/o{things['above']}/", {"state": ["draft", "published"]}),
        ("/objectives/new/", {"team": things["elsewhere"]}),
        ("/requests/", {"team": things["elsewhere"]}),
        ("/requests/", {"team": things["nearby"], "side": "asked"}),
        ("/requests/", {"team": company.house.team}),
        (f"/teams/{things['elsewhere']}/dependencies/", {}),
        (f"/teams/{things['nearby']}/dependencies/", {}),
        (f"/teams/{company.house.team}/dependencies/", {}),
        *((f"/requests/{number}/", {}) for number in Dependency.objects.values_list("pk", flat=True)),
    ]
    for hidden in company.hidden.values():
        queries += [
            (f"/okrs/branches/o{hidden['objective_id']}/", {}),
            (f"/okrs/branches/k{hidden['key_result_id']}/", {}),
            ("/okrs/", {"under": hidden["objective_id"]}),
            ("/map/", {"focus": hidden["objective_id"]}),
            ("/check-in/", {"kr": hidden["key_result_id"], "saved": hidden.get("checkin_id", 1)}),
        ]
    return [f"{address}?{urlencode(query, doseq=True)}" for address, query in queries]


class TestAnotherNumber:
    """Ids are swapped in every address that has one."""

    @pytest.mark.parametrize("kind", CANARIES)
    def test_is_not_found_and_nothing_is_done(self, company: Company, kind: str) -> None:
        hidden = company.hidden[kind]
        wrong = []
        for name, route in routes().items():
            swapped = {place: hidden[place] for place in route.places if place in hidden}
            if not swapped or (kind == "deleted" and name == "objective-restore"):
                continue
            address = route.address(company, **swapped)
            sent = body(company, name, route.address(company)) if set(DECLARED[name][1]) - {"N", "I"} else {}
            for role in NEAREST[kind]:
                client = company.client(role)
                for method in ("get", "post"):
                    with undone(), written() as done:
                        answer = getattr(client, method)(address, sent if method == "post" else {})
                    fine = {404, 405} | ({302} if name in SENDS_ON and method == "get" else set())
                    if answer.status_code not in fine or leaks(answer, role) or done:
                        wrong.append((name, role, method, answer.status_code, leaks(answer, role)))
        assert wrong == []

    def test_looks_like_one_that_was_never_given(self, company: Company) -> None:
        """Whoever tries numbers cannot tell a hidden thing from nothing."""
        for name, route in routes().items():
            places = NUMBERS & set(route.places)
            if not places or set(DECLARED[name][0]) <= {"N", "I"} or name in SENDS_ON:
                continue
            never = route.address(company, **dict.fromkeys(places, 987654321))
            for kind in ("draft", "confidential"):
                hidden = {place: company.hidden[kind][place] for place in places if place in company.hidden[kind]}
                if len(hidden) < len(places):
                    continue
                address = route.address(company, **hidden)
                for role in ("lead", "admin"):
                    client = company.client(role)
                    one, other = client.get(address), client.get(never)
                    assert plain(one, address) == plain(other, never), (name, kind, role)

    def test_of_another_parent_is_not_found(self, company: Company) -> None:
        """A part of one objective is not reached through another."""
        things, lead = company.things, company.client("lead")
        for end in ("", "end/"):
            answer = lead.get(f"/objectives/{things['shelf']}/initiatives/{things['initiative_id']}/{end}")
            assert answer.status_code == 404

    def test_in_what_is_sent_reaches_nothing(self, company: Company) -> None:
        """Hidden numbers in the fields of forms that one may send."""
        things, lead = company.things, company.client("lead")
        ours = things["objective_id"]
        before = everything(company)
        for kind in ("draft", "confidential"):
            hidden = company.hidden[kind]
            objective, key_result = hidden["objective_id"], hidden["key_result_id"]
            stage = Stage.objects.filter(key_result__objective_id=objective).values_list("pk", flat=True)[0]
            edit = f"/key-results/{things['key_result_id']}/edit/"
            taken = {"kind": "milestone", "stage_label": ["Taken"], "stage_id": [str(stage)], "stage_weight": ["1"]}
            taken |= {"reason": "I want it."}
            tries: list[tuple[str, dict[str, Any]]] = [
                (f"/objectives/{ours}/align/", {"parent": f"o{objective}"}),
                (f"/objectives/{ours}/align/", {"parent": f"k{key_result}"}),
                (f"/objectives/{ours}/weights/", {f"weight_{key_result}": "9", f"weight_{things['key_result_id']}": "1"}),
                (f"/objectives/{ours}/initiatives/", {"title": "Mine", "key_result_id": str(key_result)}),
                (edit, {**body(company, "drafting:key_result_edit", edit), **taken}),
                (f"/check-in/{things['key_result_id']}/", {"value": "3", "corrects": str(hidden.get("checkin_id", 0))}),
                (f"/comments/{hidden['comment_id']}/answers/", {"text": "Mine"}),
                (f"/objectives/{ours}/comments/", {"text": "Mine", "key_result_id": str(key_result)}),
                (f"/check-in/{things['key_result_id']}/", {"stages": "1", "stage_ids": [str(stage)]}),
            ]  # fmt: skip
            for address, sent in tries:
                with undone():
                    answer = lead.post(address, sent)
                    assert leaks(answer, "lead") == [], (address, sent)
                    assert everything(company) == before, (address, sent)
                    linked = Alignment.objects.filter(child_id=ours, parent_objective_id=objective)
                    assert not linked.exists()
                    assert not Initiative.objects.filter(key_result_id=key_result, objective_id=ours).exists()
            one = lead.post(f"/objectives/{ours}/align/", {"parent": f"o{objective}"})
            other = lead.post(f"/objectives/{ours}/align/", {"parent": "o987654321"})
            assert plain(one, f'"o{objective}"') == plain(other, '"o987654321"')


class TestAGuest:
    def test_learns_no_names(self, company: Company) -> None:
        """Who only reads what is shared with them is told of nobody and of no team."""
        client = company.client("guest")
        told = []
        for name, route in routes().items():
            if set(DECLARED[name][0]) <= {"N", "I"} or name.startswith("styleguide"):
                continue
            text = text_of(client.get(route.address(company)))
            told += [
                (name, word)
                for word in ("Stefan Stranger", "Maren Aas", "Nearby", "Response", "Every pharmacy trusts us")
                if word in text
            ]
        assert told == []


def plain(answer: Any, address: str) -> tuple[int, str]:
    """An answer without what differs from one to the next anyway: proofs, keys, and the address itself."""
    text = re.sub(r'(csrfmiddlewaretoken" value="|X-CSRFToken": ?")\w+', "", answer.content.decode())
    text = re.sub(r'name="key" value="[^"]*"', "", text)
    return answer.status_code, text.replace(address, "")


def everything(company: Company) -> str:
    """All that is stored of what is hidden."""
    numbers = [hidden["objective_id"] for hidden in company.hidden.values()]
    return "".join(
        serialize("json", found.order_by("pk"))
        for found in (
            Objective.objects.filter(pk__in=numbers),
            KeyResult.objects.filter(objective__in=numbers),
            Stage.objects.filter(key_result__objective__in=numbers),
            Initiative.objects.filter(objective__in=numbers),
            CheckIn.objects.filter(key_result__objective__in=numbers),
            Alignment.objects.filter(child__in=numbers),
            Comment.objects.filter(objective__in=numbers),
        )
    )
