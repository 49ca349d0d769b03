"""What readers see of a knowledge page, as plain data for the templates. `view.view` is the entrance."""
