"""What mkdocs adds to docs/ when it builds the site: the reference that the code itself can tell, and links.

A page names another as `docs/model.md`, and the figures as `benchmarks/RESULTS.md`, which reads well in the repository;
here that becomes a link, so that a page that is gone is an error of the build.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import Any

try:
    from mkdocs.structure.files import File, Files
except ImportError as problem:
    raise SystemExit(f"mkdocs is not installed ({problem}): pip install 'ptofix[docs]'") from None

from ptofix.commands.parser import Parser, parser
from ptofix.report.listings import explanation
from ptofix.rewriting.patterns.select import available_patterns
from ptofix.rewriting.registry import pass_names

_WIDTH = 100  # columns of a command's help
_MENTION = re.compile(r"(?<![\w/`\[])(?<!\]\()(?:docs|benchmarks)/([\w-]+\.md)")
_RESULTS = Path(__file__).parents[1] / "benchmarks" / "RESULTS.md"
_FENCED = re.compile(r"(^```.*?^```$)", re.MULTILINE | re.DOTALL)


def on_files(files: Files, config: Any) -> Files:
    for name, text in {
        "commands": _commands(),
        "passes": _named("Passes", "Rewrites, as `--pass-pipeline` names them: docs/contributing.md.", pass_names()),
        "patterns": _named(
            "Patterns", "Barriers, as `--pattern` names them: docs/patterns.md.", [p.name for p in available_patterns()]
        ),
    }.items():
        files.append(File.generated(config, f"reference/{name}.md", content=text))
    files.append(File.generated(config, _RESULTS.name, content=_RESULTS.read_text(encoding="utf-8")))
    return files


def on_page_markdown(markdown: str, page: Any, **_: object) -> str:
    up = "../" * page.file.src_uri.count("/")
    parts = _FENCED.split(markdown)
    parts[::2] = [_MENTION.sub(rf"[\g<0>]({up}\1)", part) for part in parts[::2]]
    return "".join(parts)


def _commands() -> str:
    top = parser()
    verbs = next(a for a in top._actions if isinstance(a, argparse._SubParsersAction))
    parts = ["# Commands", "What `ptofix VERB --help-all` prints.", _text(_help(top))]
    for name, verb in verbs.choices.items():
        if verb.get_default("instead"):
            continue  # an old name
        parts += [f"## ptofix {name}", _text(_help(verb))]
    return "\n\n".join(parts)


def _help(verb: argparse.ArgumentParser) -> str:
    if isinstance(verb, Parser):
        verb.whole = True
    verb.formatter_class = lambda prog: argparse.HelpFormatter(prog, width=_WIDTH)
    return verb.format_help()


def _named(title: str, about: str, names: Any) -> str:
    parts = [f"# {title}", about]
    for name in names:
        parts += [f"## {name}", _text(explanation(name))]
    return "\n\n".join(parts)


def _text(text: str) -> str:
    return f"```text\n{text.rstrip()}\n```"
