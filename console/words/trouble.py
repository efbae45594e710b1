"""What is missing when the database cannot be used, and what to do."""

from gettext import gettext as _

from console.store.trouble import Why


def trouble(why: Why) -> str:
    """Return one calm line about a database that cannot be used now."""
    return {
        Why.GONE: _("The database does not answer. Check the network, or the disk it lies on."),
        Why.FULL: _("The disk is full. Nothing was lost; free some space and try again."),
        Why.READ_ONLY: _("The disk or folder of the database is read-only. Allow writing to it."),
        Why.BUSY: _("Another program holds the database. Close it, or try again in a moment."),
        Why.NOT_ALLOWED: _("The database does not let this station in. Ask an administrator."),
        Why.NO_KEY: _("The database is there, but its key file is not. Put vigil.key back."),
        Why.WRONG_KEY: _(
            "The key file does not open this database. Use the key that belongs to it."
        ),
        Why.DAMAGED: _("The database file is damaged. Restore the newest backup."),
        Why.NEWER: _("A newer Vigil made this database. Update Vigil on this station."),
        Why.OLDER: _("An older Vigil made this database. Run: console db upgrade"),
        Why.NOT_SET_UP: _("There is no Vigil database on this server yet. Run: console db upgrade"),
        Why.BAD_ADDRESS: _("This is no database address. Write sqlite:///FILE or postgresql://…"),
    }[why]


def mixed_up(*, practice: bool) -> str:
    """Return what to do when practice meets a live database, or the other way round."""
    if practice:
        return _("This database is live: practice must not touch it. Leave --practice out.")
    return _("This database is for practice. Add --practice to open it.")
