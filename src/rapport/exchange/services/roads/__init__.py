"""The roads by which packages pass to and from a contact; each is a module.

`push` brings them to the contact's address; `pull` keeps them until the contact fetches them;
`collect` fetches what waits for us elsewhere; `folder` writes and reads files for those who
carry them by hand. A further road is a module here and a member of `rules.Road`: it takes what
`selectors.ready_for` gives, seals it, and passes what comes back to `incoming.receive`.

Start reading at: push.
"""
