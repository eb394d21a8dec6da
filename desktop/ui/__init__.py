"""The window: a page, dialog or widget per file, named for what it shows.

Only this room knows Qt. Text of strangers is shown by `parts.inert_text` and `parts.labels` only. Inside,
imports point down: application > window > pages > case | dialogs | lists > session > parts > look.
"""

from desktop.ui.plain_imports import import_plainly

import_plainly()
