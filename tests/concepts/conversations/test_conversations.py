"""Conversations on objectives and key results: who reads, who writes, who is told, and what two at once do."""

from datetime import date, timedelta
from typing import Any

import pytest

from northing.accounts.models import Person
from northing.activity.models import Event, Verb
from northing.conversations.actions import (
    delete_comment,
    edit_comment,
    post_comment,
    react,
    restore_comment,
    settle_comment,
)
from northing.conversations.models import QUOTE_LENGTH, TEXT_LENGTH, Comment, Mention, Reaction, ReactionKind
from northing.conversations.policies import deeds
from northing.conversations.queries import comment, suggestions, thread, threads
from northing.goals.actions import close_objective, delete_key_result, delete_objective, move_key_result
from northing.goals.models import Confidant, Objective
from northing.goals.policies import standing
from northing.kit import clock
from northing.kit.errors import Conflict, Invalid, KeyReused, NotFound, Refused
from tests.concepts.goals.house import MIDDLE, House, open_house
from tests.concepts.house import at_once, hire

pytestmark = pytest.mark.django_db


def said(reader: Person, objective_id: int) -> list[str]:
    """Everything the reader finds, answers behind what they answer."""
    return [
        text
        for row in thread(reader, objective_id).all
        for text in (row.text, *(answer.text for answer in row.replies))
    ]


# --- writing and reading ---------------------------------------------------------------------------------------------


def test_comments_stand_by_what_they_are_about_oldest_first() -> None:
    with open_house() as house:
        objective, (first, second) = house.published({}, {})
        post_comment(house.lead, objective, text="Is this ambitious enough?")
        post_comment(house.owner, objective, text="From the logger", key_result_id=first, quote="the share")
        post_comment(house.owner, objective, text="I think so")
        found = thread(house.owner, objective)
        assert [row.text for row in found.about(None)] == ["Is this ambitious enough?", "I think so"]
        assert [(row.text, row.quote) for row in found.about(first)] == [("From the logger", "the share")]
        assert found.about(second) == ()
        assert [row.own for row in found.all] == [False, True, True]


def test_an_answer_hangs_on_the_beginning_and_on_its_part() -> None:
    with open_house() as house:
        objective, (first,) = house.published({})
        begun = post_comment(house.lead, objective, text="Why 100?", key_result_id=first).comment_id
        answer = post_comment(house.owner, objective, text="Because", reply_to=begun).comment_id
        post_comment(house.lead, objective, text="I see", reply_to=answer)
        (row,) = thread(house.lead, objective).about(first)
        assert [reply.text for reply in row.replies] == ["Because", "I see"]
        assert {reply.parent_id for reply in row.replies} == {begun}


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"text": " \n "}, "text"),
        ({"text": "x" * (TEXT_LENGTH + 1)}, "text"),
        ({"text": "x", "quote": "x" * (QUOTE_LENGTH + 1)}, "quote"),
        ({"text": "x", "key_result_id": 10**9}, "key_result_id"),
    ],
)
def test_what_cannot_be_said_is_refused_at_its_field(given: dict[str, Any], field: str) -> None:
    with open_house() as house:
        objective, _ = house.published({})
        with pytest.raises(Invalid) as refused:
            post_comment(house.lead, objective, **given)
        assert list(refused.value.errors) == [field]
        assert not Comment.objects.exists()


def test_an_answer_to_another_objectives_comment_is_not_found() -> None:
    with open_house() as house:
        objective, _ = house.published({})
        other, _ = house.published({})
        begun = post_comment(house.lead, objective, text="Here").comment_id
        with pytest.raises(NotFound):
            post_comment(house.lead, other, text="There", reply_to=begun)


def test_the_event_tells_what_news_and_mail_need() -> None:
    with open_house() as house:
        objective, (first,) = house.published({})
        begun = post_comment(house.lead, objective, text="@Maya Owner, " + "why " * 100, key_result_id=first)
        event = Event.objects.get(verb=Verb.COMMENTED.value)
        assert (event.subject, event.subject_id, event.objective_id) == ("comment", begun.comment_id, objective)
        assert event.team_id == house.team
        assert event.details["mentioned"] == [house.owner.pk]
        assert event.details["key_result_id"] == first
        assert event.details["reply_to"] is None
        assert len(event.details["text"]) <= 200


def test_the_past_shows_what_was_said_until_that_evening() -> None:
    with open_house() as house:
        objective, _ = house.published({})
        begun = post_comment(house.lead, objective, text="Early").comment_id
        with clock.frozen(MIDDLE + timedelta(days=2)):
            post_comment(house.owner, objective, text="Late", reply_to=begun)
            settle_comment(house.lead, begun, resolved=True)
            delete_comment(house.lead, begun)
        (row,) = thread(house.lead, objective, date(2026, 11, 5)).all
        assert (row.text, row.replies, row.resolved_at, row.deleted) == ("Early", (), None, False)
        assert thread(house.lead, objective, date(2026, 11, 4)).all == ()


# --- walls -----------------------------------------------------------------------------------------------------------


def test_who_may_not_see_the_objective_finds_no_word_of_it() -> None:
    with open_house() as house:
        stranger = hire(house.administrator, "Sten Stranger")
        draft = house.objective()
        begun = post_comment(house.lead, draft, text="Not yet").comment_id
        assert said(stranger, draft) == []
        for act in (
            lambda: post_comment(stranger, draft, text="Hello"),
            lambda: comment(stranger, begun),
            lambda: edit_comment(stranger, begun, version=1, text="x"),
            lambda: delete_comment(stranger, begun),
            lambda: restore_comment(stranger, begun),
            lambda: settle_comment(stranger, begun, resolved=True),
            lambda: react(stranger, begun, ReactionKind.AGREE),
            lambda: suggestions(stranger, draft, "m"),
        ):
            with pytest.raises(NotFound):
                act()


def test_a_confidential_objective_keeps_its_conversation() -> None:
    with open_house() as house:
        objective, _ = house.published({}, confidential=True)
        named, other = hire(house.administrator, "Nora Named"), hire(house.administrator, "Otto Other")
        Confidant.objects.create(objective_id=objective, person=named)
        post_comment(house.lead, objective, text="Between us")
        assert said(named, objective) == ["Between us"]
        assert said(other, objective) == []
        assert said(house.administrator, objective) == []


def test_what_was_said_stays_behind_when_its_key_result_moves() -> None:
    with open_house() as house:
        objective, (first, _) = house.published({}, {}, confidential=True)
        open_one, _ = house.published({})
        post_comment(house.lead, objective, text="Between us", key_result_id=first)
        move_key_result(house.lead, first, objective_id=open_one)
        assert said(house.administrator, open_one) == []
        (row,) = thread(house.lead, objective).all
        assert row.gone


def test_a_deleted_key_results_conversation_is_marked() -> None:
    with open_house() as house:
        objective, (first, _) = house.published({}, {})
        post_comment(house.lead, objective, text="Why?", key_result_id=first)
        delete_key_result(house.lead, first)
        assert [row.gone for row in thread(house.lead, objective).all] == [True]


def test_a_deleted_objective_takes_its_conversation_along() -> None:
    with open_house() as house:
        objective = house.objective()
        begun = post_comment(house.lead, objective, text="Hm").comment_id
        delete_objective(house.lead, objective)
        assert said(house.lead, objective) == []
        for act in (lambda: comment(house.lead, begun), lambda: delete_comment(house.lead, begun)):
            with pytest.raises(NotFound):
                act()


# --- rights ----------------------------------------------------------------------------------------------------------


def test_an_account_that_only_reads_leaves_no_words() -> None:
    with open_house() as house:
        viewer = hire(house.administrator, "Vera Viewer", role="viewer")
        objective, _ = house.published({})
        begun = post_comment(house.lead, objective, text="Look").comment_id
        assert said(viewer, objective) == ["Look"]
        for act in (
            lambda: post_comment(viewer, objective, text="x"),
            lambda: react(viewer, begun, ReactionKind.THANKS),
        ):
            with pytest.raises(Refused):
                act()
        stored = Objective.objects.select_related("team").get(pk=objective)
        assert deeds(standing(viewer, stored), own=False, is_reply=False) == frozenset()


def test_words_belong_to_whoever_wrote_them() -> None:
    with open_house() as house:
        objective, _ = house.published({})
        begun = post_comment(house.owner, objective, text="Mine").comment_id
        with pytest.raises(Refused):
            edit_comment(house.lead, begun, version=1, text="Yours")
        with pytest.raises(Refused):
            delete_comment(house.lead, begun)
        with pytest.raises(Refused):
            react(house.owner, begun, ReactionKind.AGREE)
        assert said(house.lead, objective) == ["Mine"]


def test_author_and_keepers_settle_a_conversation_and_nobody_else() -> None:
    with open_house() as house:
        colleague = hire(house.administrator, "Cole Colleague")
        objective, _ = house.published({})
        begun = post_comment(house.owner, objective, text="Open?").comment_id
        answer = post_comment(house.lead, objective, text="Yes", reply_to=begun).comment_id
        settle_comment(house.lead, begun, resolved=True)
        (row,) = thread(house.owner, objective).all
        assert row.resolved_by is not None
        assert row.resolved_by.id == house.lead.pk
        settle_comment(house.owner, begun, resolved=False)
        assert thread(house.owner, objective).all[0].resolved_at is None
        for person, number in ((colleague, begun), (house.lead, answer)):
            with pytest.raises(Refused):
                settle_comment(person, number, resolved=True)


def test_what_is_closed_is_still_talked_about() -> None:
    with open_house() as house:
        objective, _ = house.published({})
        close_objective(house.lead, objective)
        begun = post_comment(house.owner, objective, text="What did we learn?").comment_id
        post_comment(house.lead, objective, text="A lot", reply_to=begun)
        assert said(house.administrator, objective) == ["What did we learn?", "A lot"]


# --- deleting --------------------------------------------------------------------------------------------------------


def test_deleted_leaves_a_place_only_where_answers_hang_on_it() -> None:
    with open_house() as house:
        objective, _ = house.published({})
        alone = post_comment(house.lead, objective, text="Alone").comment_id
        begun = post_comment(house.lead, objective, text="Begun", quote="a secret").comment_id
        answer = post_comment(house.owner, objective, text="Answer", reply_to=begun).comment_id
        delete_comment(house.lead, alone)
        delete_comment(house.lead, begun)
        (row,) = thread(house.owner, objective).all
        assert (row.deleted, row.text, row.quote, [one.text for one in row.replies]) == (True, "", "", ["Answer"])
        delete_comment(house.owner, answer)
        assert thread(house.owner, objective).all == ()
        for number in (alone, begun):
            restore_comment(house.lead, number)
            restore_comment(house.lead, number)
        assert said(house.owner, objective) == ["Alone", "Begun"]
        assert Event.objects.filter(verb=Verb.RESTORED.value).count() == 2


def test_an_answer_to_what_was_deleted_meanwhile_says_so() -> None:
    with open_house() as house:
        objective, _ = house.published({})
        begun = post_comment(house.lead, objective, text="Begun").comment_id
        delete_comment(house.lead, begun)
        with pytest.raises(Invalid) as refused:
            post_comment(house.owner, objective, text="Answer", reply_to=begun)
        assert list(refused.value.errors) == [""]


# --- mentions --------------------------------------------------------------------------------------------------------


def test_only_those_who_may_see_it_are_told() -> None:
    with open_house() as house:
        hire(house.administrator, "Priyanka Rao")
        draft = house.objective()
        posted = post_comment(house.lead, draft, text="@Maya Owner and @Priyanka Rao, look")
        assert posted.mentioned == (house.owner.pk,)
        assert posted.unseen == ("Priyanka Rao",)
        assert thread(house.lead, draft).all[0].mentioned == {house.owner.pk: "Maya Owner"}


def test_a_short_name_is_enough_where_only_one_person_has_it() -> None:
    with open_house() as house:
        hire(house.administrator, "Anna Berg", email="a1@example.org")
        dahl = hire(house.administrator, "Anna Dahl", email="a2@example.org")
        gone = hire(house.administrator, "Maya Gone", email="a3@example.org")
        Person.objects.filter(pk=gone.pk).update(is_active=False)
        objective, _ = house.published({})
        assert post_comment(house.lead, objective, text="@Maya").mentioned == (house.owner.pk,)
        assert post_comment(house.lead, objective, text="@Anna").mentioned == ()
        assert post_comment(house.lead, objective, text="@anna dahl!").mentioned == (dahl.pk,)


def test_an_edit_tells_only_those_who_are_newly_named() -> None:
    with open_house() as house:
        objective, _ = house.published({})
        begun = post_comment(house.lead, objective, text="@Maya").comment_id
        edited = edit_comment(house.lead, begun, version=1, text="@Maya and @Maren Aas")
        assert edited.mentioned == (house.administrator.pk,)
        assert Event.objects.get(verb=Verb.EDITED.value, subject="comment").details["mentioned"] == [
            house.administrator.pk
        ]
        edit_comment(house.lead, begun, version=2, text="Nobody")
        assert not Mention.objects.exists()


def test_mentions_take_few_queries_however_many_are_named(django_assert_max_num_queries: Any) -> None:
    with open_house() as house:
        for number in range(12):
            hire(house.administrator, f"Person{number} Name", email=f"p{number}@example.org", signed_up=False)
        draft = house.objective()
        names = " ".join(f"@Person{number} Name" for number in range(12))
        with django_assert_max_num_queries(16):
            posted = post_comment(house.lead, draft, text=names + " @Maya @Tomasz")
        assert len(posted.unseen) == 12
        assert len(posted.mentioned) == 2


def test_suggestions_put_those_first_who_see_it() -> None:
    with open_house() as house:
        hire(house.administrator, "Maia Away", email="m2@example.org")
        hire(house.administrator, "Nils Else", email="maniac@example.org")
        draft = house.objective()
        found = suggestions(house.lead, draft, "ma")
        assert [(row.name, row.sees) for row in found] == [
            ("Maya Owner", True), ("Maia Away", False), ("Maren Aas", False),
        ]  # fmt: skip


def test_who_may_not_speak_is_shown_nobody_to_name() -> None:
    with open_house() as house:
        guest = hire(house.administrator, "Gry Guest", role="guest")
        objective, _ = house.published({}, confidential=True, confidant_ids=[guest.pk])
        with pytest.raises(Refused):
            suggestions(guest, objective, "ma")


# --- at once, again and in between -----------------------------------------------------------------------------------


def test_a_form_sent_twice_makes_one_comment() -> None:
    with open_house() as house:
        objective, _ = house.published({})
        first = post_comment(house.lead, objective, text="Once", key="k")
        assert post_comment(house.lead, objective, text="Once", key="k") == first
        assert Comment.objects.count() == Event.objects.filter(verb=Verb.COMMENTED.value).count() == 1
        with pytest.raises(KeyReused):
            post_comment(house.lead, objective, text="Twice", key="k")


def test_who_edits_an_older_text_is_shown_the_newer_one() -> None:
    with open_house() as house:
        objective, _ = house.published({})
        begun = post_comment(house.lead, objective, text="One").comment_id
        edit_comment(house.lead, begun, version=1, text="Two")
        with pytest.raises(Conflict) as conflict:
            edit_comment(house.lead, begun, version=1, text="Three")
        assert getattr(conflict.value.current, "text", "") == "Two"
        row = comment(house.lead, begun)
        assert (row.text, row.version, row.edited_at) == ("Two", 2, MIDDLE)


def test_reactions_count_each_person_once() -> None:
    with open_house() as house:
        objective, _ = house.published({})
        begun = post_comment(house.lead, objective, text="Agree?").comment_id
        for person in (house.owner, house.owner, house.administrator):
            react(person, begun, ReactionKind.AGREE)
        react(house.owner, begun, ReactionKind.THANKS)
        (row,) = thread(house.owner, objective).all
        assert [(one.kind, one.count, one.mine) for one in row.reactions] == [
            (ReactionKind.AGREE, 2, True), (ReactionKind.THANKS, 1, True),
        ]  # fmt: skip
        react(house.owner, begun, ReactionKind.AGREE, on=False)
        (row,) = thread(house.owner, objective).all
        assert [(one.kind, one.mine) for one in row.reactions] == [
            (ReactionKind.AGREE, False),
            (ReactionKind.THANKS, True),
        ]


@pytest.mark.django_db(transaction=True)
def test_the_same_form_sent_at_once_makes_one_comment() -> None:
    with open_house() as house:
        objective, _ = house.published({})
        at_once(*[lambda: post_comment(house.lead, objective, text="Once", key="k")] * 4)
        assert Comment.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_are_one_reaction() -> None:
    with open_house() as house:
        objective, _ = house.published({})
        begun = post_comment(house.lead, objective, text="Agree?").comment_id
        done = at_once(*[lambda: react(house.owner, begun, ReactionKind.AGREE)] * 3)
        assert done == [None] * 3
        assert Reaction.objects.count() == 1


# --- how many queries ------------------------------------------------------------------------------------------------


def test_a_long_conversation_takes_one_query(django_assert_num_queries: Any) -> None:
    with open_house() as house:
        objective, (first,) = house.published({})
        talk(house, objective, first, 3)
        reader = Person.objects.get(pk=house.owner.pk)
        thread(reader, objective)  # what is remembered of a reader is read once
        with django_assert_num_queries(1):
            assert len(said(reader, objective)) == 9
        talk(house, objective, first, 12)
        with django_assert_num_queries(1):
            assert len(said(reader, objective)) == 45
        other, _parts = house.published({})
        post_comment(house.lead, other, text="Elsewhere")
        with django_assert_num_queries(1):
            assert {number: len(found.all) for number, found in threads(reader, [objective, other]).items()} == {
                objective: 30, other: 1,
            }  # fmt: skip


def talk(house: House, objective: int, key_result: int, times: int) -> None:
    for _ in range(times):
        begun = post_comment(house.lead, objective, text="@Maya, @Maren Aas?", key_result_id=key_result).comment_id
        post_comment(house.owner, objective, text="@Tomasz", reply_to=begun)
        post_comment(house.owner, objective, text="Whole")
        react(house.owner, begun, ReactionKind.AGREE)
