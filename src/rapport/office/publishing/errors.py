"""How publishing says no."""

from rapport.foundation.errors import Invalid, NotAllowed, Refusal, gettext_noop


class NotThePublisher(NotAllowed):
    """Something that the secretariat alone does."""

    code = "publishing.not_the_secretariat"
    text = gettext_noop("Only the secretariat publishes letters.")


class NotSent(Refusal):
    """A letter that has not left."""

    code = "publishing.not_sent"
    text = gettext_noop("This letter has not been sent, so it is not published.")


class AnnouncedByMail(Refusal):
    """Word of a publication to a company that has no desk."""

    code = "publishing.announced_by_mail"
    text = gettext_noop(
        "This letter went by e-mail, and the company has no desk here that could be told. Tell "
        "the company from your own mailbox when letter and replies become public."
    )


class AnnouncedByPost(Refusal):
    """Word of a publication to a company that gets its letters on paper."""

    code = "publishing.announced_by_post"
    text = gettext_noop(
        "This letter went on paper, and the company has no desk here that could be told. Tell "
        "the company on paper when letter and replies become public."
    )


class AnswerUnfiled(Refusal):
    """A letter to which an answer came, by whatever road, that nobody has filed."""

    code = "publishing.answer_unfiled"
    text = gettext_noop(
        "An answer to this letter came and nobody has filed it. File it or put it aside "
        "first: until then, “no reply” may be untrue."
    )


class NotDelivered(Refusal):
    """A letter of which nobody knows whether the company has it."""

    code = "publishing.not_delivered"
    text = gettext_noop(
        "The company’s desk has not confirmed that it has this letter. Until then, “no reply” "
        "would say something that nobody knows."
    )


class TooEarly(Refusal):
    """A publication before its time."""

    code = "publishing.too_early"
    text = gettext_noop(
        "Letter and reply may be made public from {on}, {time} in Geneva, and not before."
    )


class NoArchive(Refusal):
    """An office that knows no archive."""

    code = "publishing.no_archive"
    text = gettext_noop(
        "No archive is known here. Ask the archive for its contact card and add it with: "
        "rapport contacts add."
    )


class OnItsWay(Refusal):
    """A version of which nobody knows yet whether the archive has it."""

    code = "publishing.on_its_way"
    text = gettext_noop(
        "Version {version} is on its way to the archive. Wait for the archive’s receipt."
    )


class AlreadyPublished(Refusal):
    """The same text again."""

    code = "publishing.already_published"
    text = gettext_noop(
        "Letter and reply are public since {published_on}, and nothing in them has changed "
        "since."
    )


class ChangedMeanwhile(Refusal):
    """A text other than the one that was read."""

    code = "publishing.changed_meanwhile"
    text = gettext_noop(
        "The public version is no longer the one that you read: a consent, a reply or a word "
        "to withhold has changed. Read it again, then publish."
    )


class WordsNotFound(Invalid):
    """Words to withhold that stand nowhere."""

    code = "publishing.words_not_found"
    text = gettext_noop(
        "These words stand in no text of letter or reply: {words}. Write them as they stand "
        "there."
    )


class WordsTooShort(Invalid):
    """Words so short that withholding them would tear other words apart."""

    code = "publishing.words_too_short"
    text = gettext_noop(
        "Words to withhold have at least two letters, and at most {most} stand here."
    )


class TooEarlyToAnnounce(Invalid):
    """A notice of a day on which letter and reply may not be public yet."""

    code = "publishing.too_early_to_announce"
    text = gettext_noop(
        "Letter and reply may be made public from {on}. Choose that day or a later one."
    )


class AnnouncedPast(Invalid):
    """A notice of a day that has passed."""

    code = "publishing.announced_past"
    text = gettext_noop("The day {on} has passed. Choose today or a later day.")
