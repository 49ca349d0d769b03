"""The codes of the importer in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plone_import.items import ExportError

OUTCOMES: dict[str, str | Promise] = {
    "created": gettext_lazy("new"),
    "joined": gettext_lazy("joined with a page that was there"),
    "updated": gettext_lazy("updated"),
    "unchanged": gettext_lazy("unchanged"),
    "kept": gettext_lazy("changed in Plone and edited here: not overwritten"),
    "skipped": gettext_lazy("skipped"),
}

WHY: dict[str, str | Promise] = {
    # why an item is skipped
    "Plone Site": gettext_lazy("root of the site: its welcome text is not taken over"),
    "Link": gettext_lazy("link as an item of its own: put it in a text or menu"),
    "Collection": gettext_lazy("collection: sections here list what is in them"),
    "Discussion Item": gettext_lazy("comment"),
    "working_copy": gettext_lazy("working copy of another page"),
    "language": gettext_lazy("in a language that this site does not have"),
    "unknown_type": gettext_lazy("type without a rule and without a text"),
    "empty_folder": gettext_lazy("folder without pages or files: no section is made for it"),
    "no_type": gettext_lazy("element without a type"),
    "duplicate": gettext_lazy("stands in the export twice"),
    "unexported": gettext_lazy("Plone could not export this itself"),
    "deleted_here": gettext_lazy("was deleted here: not made again"),
    "bad_image": gettext_lazy("image that cannot be read"),
    "huge_image": gettext_lazy("image with too many pixels or bytes"),
    "image_type": gettext_lazy("kind of image that this site does not accept"),
    "document_type": gettext_lazy("kind of file that this site does not accept"),
    "huge_document": gettext_lazy("file that is too large"),
    "not_exported": gettext_lazy("the file itself is not in the export"),
    "empty": gettext_lazy("empty file"),
    "broken": gettext_lazy("file that cannot be decoded"),
    "no_file": gettext_lazy("item without its file"),
    # what of an item was not taken over
    "site_text": gettext_lazy("text of the root"),
    "link_item": gettext_lazy("address of the link"),
    "collection": gettext_lazy("criteria of the collection"),
    "default_page_stays": gettext_lazy("default page of a folder: it stays a page of its own"),
    "page_with_pages": gettext_lazy("page with pages in it: became a section"),
    "parent_differs": gettext_lazy("names another container than its address: the address counts"),
    "joined_section": gettext_lazy("there was a section at this address: its title stays"),
    "not_in_menu": gettext_lazy("section that does not stand in the menu yet"),
    "joined_text": gettext_lazy("text for a section that has its own: not taken over"),
    "slug": gettext_lazy("another name in the address, because the old one was taken"),
    "no_title": gettext_lazy("without a title: its address was used"),
    "long_title": gettext_lazy("title shortened"),
    "long_summary": gettext_lazy("summary shortened; it stands in full at the beginning of the text"),
    "subject": gettext_lazy("keyword without a concept here"),
    "rights": gettext_lazy("text on rights"),
    "contributors": gettext_lazy("contributors"),
    "attendees": gettext_lazy("attendees"),
    "contact_phone": gettext_lazy("telephone number of the contact"),
    "recurrence": gettext_lazy("repetition of a meeting: only the first time is kept"),
    "related": gettext_lazy("related item: has no kind of relation"),
    "versions": gettext_lazy("older versions"),
    "caption": gettext_lazy("caption of the image at the head of the page"),
    "unread": gettext_lazy("field that the importer does not know"),
    "language_differs": gettext_lazy("says it is in another language than its place: the place counts"),
    "translation_taken": gettext_lazy("its translation is linked with another page already"),
    "expired": gettext_lazy("past its expiry date: imported, not visible"),
    "scheduled": gettext_lazy("effective in the future: is published at its hour"),
    "state": gettext_lazy("not published in Plone: draft"),
    "private_section": gettext_lazy("published page in a folder that is not: visible by its address, as in Plone"),
    "same_file": gettext_lazy("same file as another item: stored once"),
    "no_alt": gettext_lazy("image without a description"),
    "type_kept": gettext_lazy("became another type of page in an earlier run: not changed"),
    "conflict": gettext_lazy("edited here since the last run and changed in Plone: not overwritten"),
    "review_dates": gettext_lazy("more pages than fit in the period: dates of review run on after it"),
    "comment": gettext_lazy("comment of a reader"),
    "portlet": gettext_lazy("box beside the text"),
    "members": gettext_lazy("members and groups: no accounts are made"),
    "local_role": gettext_lazy("rights of a person or group on this item"),
    "redirect_junk": gettext_lazy("redirect from a temporary address"),
    "redirect_dead": gettext_lazy("redirect to what is not in the export"),
    "redirect_outside": gettext_lazy("redirect to another site"),
    "redirect_query": gettext_lazy("redirect from an address with a question mark"),
    "address_taken": gettext_lazy("old address that another page here has"),
    # what of a text was not taken over
    "left_out": gettext_lazy("element left out"),
    "handler": gettext_lazy("script in an attribute left out"),
    "formatting": gettext_lazy("formatting lost, text kept"),
    "layout": gettext_lazy("layout lost"),
    "layout_table": gettext_lazy("table for layout: its content one after the other"),
    "merged_cells": gettext_lazy("merged cells: text in the first, the others empty"),
    "cell_structure": gettext_lazy("structure inside a table cell: its text kept"),
    "moved_out": gettext_lazy("moved out to after the list or table"),
    "link_in_heading": gettext_lazy("link in a heading: text kept"),
    "link_in_caption": gettext_lazy("link in a caption: text kept"),
    "link_in_cell": gettext_lazy("link in a table cell: text kept"),
    "link_on_image": gettext_lazy("link on an image"),
    "alt": gettext_lazy("other description of the image at this place"),
    "abbreviation": gettext_lazy("explanation of an abbreviation"),
    "numbering": gettext_lazy("other numbering of a list"),
    "unfolded": gettext_lazy("folded text: now always visible"),
    "frame": gettext_lazy("frame: replaced by a link"),
    "player": gettext_lazy("film or sound: replaced by a link"),
    "plugin": gettext_lazy("plug-in"),
    "content_type": gettext_lazy("kind of text that is read as plain text"),
    "too_deep": gettext_lazy("nested too deep: text kept without its form"),
    "unknown_uid": gettext_lazy("link to an item that is not in the export: text kept"),
    "not_in_export": gettext_lazy("link within the old site that leads nowhere: text kept"),
    "unsafe_address": gettext_lazy("link with an unsafe address: text kept"),
    "bad_address": gettext_lazy("link with an address that cannot be read: text kept"),
    "target_skipped": gettext_lazy("link to an item that was not taken over: text kept"),
    "link_to_image": gettext_lazy("link to an image: text kept"),
    "anchor": gettext_lazy("place within a page: the link leads to the page"),
    "anchor_here": gettext_lazy("link to a place in this text: text kept"),
    "image_unknown": gettext_lazy("image that is not in the export"),
    "image_skipped": gettext_lazy("image that was not taken over"),
    "image_outside": gettext_lazy("image on another site"),
}

ERRORS: dict[str, str | Promise] = {
    "not_there": gettext_lazy("is not there"),
    "no_json": gettext_lazy("there are no JSON files in it"),
    "no_content": gettext_lazy("none of the files holds items of a Plone site"),
    "unreadable": gettext_lazy("cannot be read"),
    "encoding": gettext_lazy("is not UTF-8"),
    "not_json": gettext_lazy("is not JSON"),
    "truncated": gettext_lazy("is cut off"),
    "too_deep": gettext_lazy("is nested too deep"),
    "too_large": gettext_lazy("holds an element that is too large"),
}


def why(code: str) -> str:
    """The reason behind a code, in the active language."""
    return str(WHY.get(code, code))


def outcome_words(code: str) -> str:
    """An outcome in the active language."""
    return str(OUTCOMES[code])


def error_words(error: ExportError) -> str:
    """What is wrong with an export: the file, the place in it, and why."""
    place = ""
    if error.line:
        place = _(" (line %(line)s, element %(item)s)") % {"line": error.line, "item": error.item}
    detail = f": {error.detail}" if error.detail else ""
    return f"{error.file}{place}: {ERRORS.get(error.code, error.code)}{detail}"
