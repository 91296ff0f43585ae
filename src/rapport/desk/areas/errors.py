"""How the issue areas say no."""

from rapport.foundation.errors import Invalid, NotFound, Refusal, gettext_noop


class AreaNotFound(NotFound):
    """An issue area that is not there."""

    code = "area.not_found"


class TitleMissing(Invalid):
    """An area without a title."""

    code = "area.title_missing"
    text = gettext_noop("Give the area a title.")


class TitleUsed(Refusal):
    """Two areas of one title."""

    code = "area.title_used"
    text = gettext_noop("There is an area called “{title}” already. It may be switched off.")


class ThemeUnknown(Invalid):
    """A code that no catalogue has."""

    code = "area.theme_unknown"
    text = gettext_noop("No catalogue has “{code}”. Choose from the list.")


class ThemeTwice(Invalid):
    """A theme that is named twice for one area."""

    code = "area.theme_twice"
    text = gettext_noop("The same entry is chosen twice. Choose each once, with one relation.")


class TooManyThemes(Invalid):
    """More lines than an area may have."""

    code = "area.too_many_themes"
    text = gettext_noop("An area has at most {most} lines to other catalogues.")


class ThemesMovedOn(Refusal):
    """Somebody else saved a version of an area's lines in the meantime."""

    code = "area.themes_moved_on"
    text = gettext_noop(
        "{name} saved version {version} of these lines meanwhile. Nothing was overwritten: "
        "see what changed, then save again."
    )


class NoPackagedThemes(Refusal):
    """An area that Rapport brings no lines for."""

    code = "area.no_packaged_themes"
    text = gettext_noop("Rapport brings no map for this area.")


class ResponsibilityNotFound(NotFound):
    """A responsibility that is not there."""

    code = "responsibility.not_found"


class ResponsibilityGivenAlready(Refusal):
    """A second owner for the same area, product and country."""

    code = "responsibility.given"
    text = gettext_noop(
        "{name} answers for this already. End that first, or name a product or a country."
    )


class DeputyIsOwner(Invalid):
    """A deputy who is the owner."""

    code = "responsibility.deputy_is_owner"
    text = gettext_noop("The deputy is somebody other than the owner.")


class NotAnIssueOwner(Invalid):
    """A person who does not hold the owner's seat."""

    code = "responsibility.not_an_owner"
    text = gettext_noop("Choose somebody who holds the seat of an issue owner.")


class CountryUnknown(Invalid):
    """A code that is no country's."""

    code = "responsibility.country_unknown"
    text = gettext_noop("This country is not in the directory.")


class AbsenceNotFound(NotFound):
    """An absence that is not there."""

    code = "absence.not_found"


class AbsenceEndsBefore(Invalid):
    """An absence whose last day is before its first."""

    code = "absence.ends_before"
    text = gettext_noop("The last day is not before the first.")
