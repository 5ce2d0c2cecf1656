"""The playground: a stand-in for Telegram, pretend phones, and a page to try everything on."""
