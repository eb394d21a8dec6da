"""The incident of a case in the window: its tab, its dialogs, and the errands that open them."""
