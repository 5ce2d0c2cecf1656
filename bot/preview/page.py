"""The page: plain HTML with all that can be said in every language beside each other, and a drawing of each flow."""

import html
from collections.abc import Iterator, Sequence

from bot.preview.screens import others
from bot.preview.texts import elsewhere, texts, unfilled
from bot.preview.walking import END, Map, Step, roads, story
from flows import registry
from flows.registry import Flow
from locales.languages import LANGUAGES
from locales.line import Line
from locales.voice import Voice, voice_for

STYLE = """
body { font: 15px/1.45 "Noto Sans", "DejaVu Sans", sans-serif; margin: 1rem; color: #222; background: #f4f1ea }
h1 { font-size: 1.3rem } h2 { margin: 2rem 0 .3rem; font-size: 1.1rem } nav { columns: 5 } nav a { color: #345; display: block }
.chats { display: flex; gap: 1rem; flex-wrap: wrap } .chat { width: 360px; box-sizing: border-box; background: #dfe6da; padding: .6rem; border-radius: 8px }
.note { background: #fff; border-radius: 8px; padding: .45rem .6rem; margin: .35rem 0; white-space: pre-wrap; overflow-wrap: anywhere }
.mine { background: #d9ebff; margin-inline-start: 4rem } .row { display: flex; gap: .25rem; margin: .2rem 0 }
.row span { flex: 1; background: #f0f4f8; border: 1px solid #c3ccd4; border-radius: 6px; padding: .2rem .3rem; text-align: center }
h3 { margin: 1rem 0 .3rem; font-size: .95rem } table { border-collapse: collapse; width: 100%; background: #fff }
td { border: 1px solid #ddd; padding: .3rem .5rem; vertical-align: top; white-space: pre-wrap }
svg { background: #fff; border-radius: 8px; max-width: 100%; height: auto } text { font-size: 11px } small { color: #666 }
"""
WIDE, HIGH, GAP_X, GAP_Y = 150, 30, 40, 56
SHOWN = 3  # codes on one line of a drawing
SECTIONS = {
    "texts": "Safety and consent texts, and what crosses from one person to another",
    "words": "All other words: the log, the library of tasks, the page of staff, the names of fields",
}


def page(languages: Sequence[str]) -> str:
    """Give the whole page."""
    flows = [flow for flow in registry.all_flows() if not flow.name.startswith("tests.")]
    links = "".join(f'<a href="#{flow.name}">{flow.name}</a>' for flow in flows)
    links += "".join(f'<a href="#{name}">{title}</a>' for name, title in SECTIONS.items())
    parts = "".join(part(flow, languages) for flow in flows) + beside(languages) + other_words(languages)
    head = "<h1>Interlude: every conversation</h1><p>Invented people and answers; drafts until a named clinician signs.</p>"
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>Interlude: every conversation</title><style>{STYLE}</style>{head}<nav>{links}</nav>{parts}</html>"
    )


def part(flow: Flow, languages: Sequence[str]) -> str:
    """Give one conversation: the plainest road and all else that can be said in it, in every language; its drawing."""
    rest = others(flow)
    more = f"<h3>what else can be said in {flow.name}</h3>{chats(rest, languages)}" if rest else ""
    return (
        f'<section id="{flow.name}"><h2>{flow.name} <small>version {flow.version}, {flow.face}</small></h2>'
        f"{chats(story(flow), languages)}{more}<details><summary>diagram</summary>{drawing(roads(flow))}</details></section>"
    )


def beside(languages: Sequence[str]) -> str:
    """Give the texts that stand beside the conversations, each with its version."""
    shown = "".join(f"<h3>{html.escape(one.title)}</h3>{chats(one.steps, languages)}" for one in texts())
    return f'<section id="texts"><h2>{SECTIONS["texts"]}</h2>{shown}</section>'


def other_words(languages: Sequence[str]) -> str:
    """Give every other line of the catalogs as it is written there, the languages side by side."""
    shown = "".join(
        f"<h3>{file}</h3><table>{''.join(row(line, languages) for line in lines)}</table>"
        for file, lines in sorted(elsewhere().items())
    )
    return f'<section id="words"><h2>{SECTIONS["words"]}</h2>{shown}</section>'


def row(line: Line, languages: Sequence[str]) -> str:
    """Give one line in every language."""
    cells = (f'<td lang="{code}" dir="{direction(code)}">{unfilled(line, voice_for(code))}</td>' for code in languages)
    return f"<tr>{''.join(cells)}</tr>"


def chats(steps: Sequence[Step], languages: Sequence[str]) -> str:
    """Give the same steps in every language beside each other."""
    return f'<div class="chats">{"".join(chat(steps, code) for code in languages)}</div>'


def direction(code: str) -> str:
    """Say where a language begins."""
    return "rtl" if LANGUAGES[code].rtl else "ltr"


def chat(steps: Sequence[Step], code: str) -> str:
    """Give one chat in one language."""
    voice = voice_for(code)
    notes = "".join(note(step, voice) for step in steps)
    return f'<div class="chat" lang="{code.replace("_", "-")}" dir="{direction(code)}">{notes}</div>'


def note(step: Step, voice: Voice) -> str:
    """Give what is said or asked, its buttons, and the answer that was given here."""
    words = "\n\n".join(voice.html(line) for line in step.lines)
    rows = "".join(f'<div class="row">{"".join(button(line, voice) for line in row)}</div>' for row in step.buttons)
    given = f'<div class="note mine">{voice.html(step.answer)}</div>' if step.answer is not None else ""
    return f'<div class="note">{words}</div>{rows}{given}'


def button(line: Line, voice: Voice) -> str:
    """Give one button."""
    return f"<span>{voice.html(line)}</span>"


def drawing(found: Map) -> str:
    """Draw the questions of a flow in layers by how far they are from the beginning, with the answers on the lines."""
    layers: dict[int, list[str]] = {}
    for key, depth in sorted(found.nodes.items(), key=lambda item: (item[0] == END, item[1])):
        layers.setdefault(depth if key != END else max(found.nodes.values()) + 1, []).append(key)
    at = {
        key: (20 + place * (WIDE + GAP_X), 20 + row * (HIGH + GAP_Y))
        for row, (_depth, keys) in enumerate(sorted(layers.items()))
        for place, key in enumerate(keys)
    }
    width = max(x for x, _y in at.values()) + WIDE + 40
    height = max(y for _x, y in at.values()) + HIGH + 40
    shapes = "".join([*lines(found, at), *boxes(at)])
    return f'<svg viewBox="0 0 {width} {height}" width="{width}" role="img" aria-label="diagram">{shapes}</svg>'


def lines(found: Map, at: dict[str, tuple[int, int]]) -> Iterator[str]:
    """Draw a line for each way from one question to another."""
    for (source, target), codes in found.edges.items():
        (x1, y1), (x2, y2) = at[source], at[target]
        x1, x2, y1 = x1 + WIDE // 2, x2 + WIDE // 2, y1 + HIGH
        more = f" +{len(codes) - SHOWN}" if len(codes) > SHOWN else ""
        label = html.escape(", ".join(codes[:SHOWN]) + more)
        yield f'<path d="M{x1} {y1} C{x1} {y1 + 25} {x2} {y2 - 25} {x2} {y2}" fill="none" stroke="#9ab"/>'
        yield f'<text x="{(x1 + x2) / 2 + 3:.0f}" y="{(y1 + y2) / 2:.0f}" fill="#567">{label}</text>'


def boxes(at: dict[str, tuple[int, int]]) -> Iterator[str]:
    """Draw a box for each question."""
    for key, (x, y) in at.items():
        fill = "#e6ddc8" if key == END else "#eef3f8"
        yield f'<rect x="{x}" y="{y}" width="{WIDE}" height="{HIGH}" rx="6" fill="{fill}" stroke="#789"/>'
        yield f'<text x="{x + 8}" y="{y + 19}">{html.escape(key[-24:])}</text>'
