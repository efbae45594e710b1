from collections import Counter

from console.ui.actions import ACTIONS, Act, act, cap

WRITING = {"Ctrl+C", "Ctrl+X", "Ctrl+V", "Ctrl+Z", "Ctrl+Y", "Ctrl+Shift+Z", "Ctrl+A"}


def works_while_typing(found: Act) -> bool:
    *modifiers, key = found.keys.replace("++", "+plus").split("+")
    is_function_key = key[0] == "F" and key[1:].isdigit()
    return is_function_key or bool({"Ctrl", "Alt"} & set(modifiers))


def test_every_key_does_one_thing() -> None:
    assert [
        key for key, n in Counter(a.sequence.toString() for a in ACTIONS).items() if n > 1
    ] == []
    assert [name for name, n in Counter(a.id for a in ACTIONS).items() if n > 1] == []


def test_every_key_works_while_somebody_types() -> None:
    assert [found.id for found in ACTIONS if not works_while_typing(found)] == []


def test_no_key_takes_what_a_text_field_needs() -> None:
    assert [found.id for found in ACTIONS if found.keys in WRITING] == []


def test_every_act_says_what_it_does() -> None:
    assert [found.id for found in ACTIONS if not found.words or not found.help] == []


def test_keys_are_printed_as_they_look_on_a_keyboard() -> None:
    shown = [act(name).cap for name in ("step_done", "take_next", "bigger", "smaller", "help")]
    assert shown == ["Ctrl ↵", "Alt N", "Ctrl +", "Ctrl \N{MINUS SIGN}", "F1"]
    assert cap("Shift+F9") == "Shift F9"


def test_only_the_nine_digits_answer_a_step() -> None:
    assert [found.id for found in ACTIONS if found.is_answer] == [
        f"answer_{n}" for n in range(1, 10)
    ]
