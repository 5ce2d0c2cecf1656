"""An invented programme in an invented country, for the playground and the tests."""
