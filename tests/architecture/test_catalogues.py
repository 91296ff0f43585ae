"""Every text that people see stands in five catalogues, translated, with its placeholders.

English is the language of the source and has no catalogue.
"""

from __future__ import annotations

import gettext
from typing import Any

import polib
import pytest
from tools import messages, texts

from rapport.web.languages import LANGUAGES


def test_every_language_of_the_pages_has_a_catalogue() -> None:
    spoken = {code.replace("zh-hans", "zh_Hans") for code, _ in LANGUAGES} - {"en"}

    assert spoken == set(messages.LANGUAGES)
    assert all(messages.path_of(language).exists() for language in spoken)


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_a_catalogue_is_complete_and_true_to_the_source(language: str) -> None:
    faults = messages.faults(language, texts.collected())

    more = f"\n... and {len(faults) - 40} more" if len(faults) > 40 else ""
    assert not faults, "\n".join(faults[:40]) + more


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_a_language_has_as_many_plural_forms_as_its_rule_names(language: str) -> None:
    rule = messages.PLURALS[language].partition("plural=")[2].rstrip(";")
    form = gettext.c2py(rule)

    assert {form(number) for number in range(200)} == set(range(messages.FORMS[language]))


def test_texts_of_templates_are_found() -> None:
    template = (
        '{% translate "One" %}{% translate "May" context "month" %}'
        "{% blocktranslate with name=a|bdi trimmed %}\n Two\n {{ name }} "
        "{% endblocktranslate %}{% blocktranslate count n=b %}{{ n }} day"
        "{% plural %}{{ n }} days{% endblocktranslate %}"
        '<p title="{% translate "100%" %}">X gettext</p>'
    )

    found = {message.key for message in texts.from_template(template)}

    assert found == {
        ("", "One", ""),
        ("month", "May", ""),
        ("", "Two %(name)s", ""),
        ("", "%(n)s day", "%(n)s days"),
        ("", "100%%", ""),
    }


def test_texts_of_python_are_found() -> None:
    source = (
        'a = _("One " "and a half")\nb = ngettext("{n} day", "{n} days", n)\n'
        'c = pgettext_lazy("date format", "j F")\nd = gettext(variable)\n'
        'text = gettext_noop("No.")\n'
    )

    found = {message.key for message in texts.from_python(source)}

    assert found == {
        ("", "One and a half", ""),
        ("", "{n} day", "{n} days"),
        ("date format", "j F", ""),
        ("", "No.", ""),
    }


def entry(**given: Any) -> polib.POEntry:
    return polib.POEntry(**given)


@pytest.mark.parametrize(
    ("text", "translation", "faults"),
    [
        ("Day {day}", "Jour {day}", []),
        ("Day {day}", "", ["not translated"]),
        ("Day {day}", "Jour", ["other placeholders or tags"]),
        ("Day {day}", "Jour {jour}", ["other placeholders or tags"]),
        ("%(name)s <b>reads</b>", "%(name)s <b>lit</b>", []),
        ("%(name)s <b>reads</b>", "%(name)s lit", ["other placeholders or tags"]),
    ],
)
def test_a_translation_keeps_placeholders_and_tags(
    text: str, translation: str, faults: list[str]
) -> None:
    assert messages.entry_faults(entry(msgid=text, msgstr=translation), "fr") == faults


def test_only_a_form_for_one_number_may_leave_the_number_out() -> None:
    spanish = {"msgid": "{n} day", "msgid_plural": "{n} days"}

    one = entry(**spanish, msgstr_plural={0: "un día", 1: "{n} días"})
    many = entry(**spanish, msgstr_plural={0: "un día", 1: "días"})
    short = entry(**spanish, msgstr_plural={0: "{n} días"})

    assert messages.entry_faults(one, "es") == []
    assert messages.entry_faults(many, "es") == ["other placeholders or tags"]
    assert messages.entry_faults(short, "es") == ["has 1 plural forms instead of 2"]


def test_a_translation_with_other_placeholders_is_not_taken_in() -> None:
    file = polib.POFile()
    file.append(entry(msgid="Day {day}"))
    file.append(entry(msgid="Late"))

    refused = messages.take_in(
        "fr",
        [
            {"text": "Day {day}", "translation": "Jour"},
            {"text": "Late", "translation": "En retard"},
            {"text": "Never written", "translation": "Jamais écrit"},
        ],
        file,
    )

    assert [one.msgstr for one in file] == ["", "En retard"]
    assert len(refused) == 2
