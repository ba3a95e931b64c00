from ptofix.evidence.assumptions import assumptions


def test_the_named_assumptions() -> None:
    found = assumptions()
    assert list(found) == [
        "hw.in-order-issue",
        "hw.repeat-distance",
        "hw.read-before-write",
        "hw.accumulator-distance",
        "hw.unit-flag",
        "hw.core-flags",
        "hw.flag-key",
        "hw.barrier-before-signal",
        "callers.idle",
        "mem.arguments-distinct",
    ]
    for entry in found.values():
        assert entry.statement
        assert entry.evidence_for
        assert entry.evidence_against
        assert entry.sources
    assert found["hw.repeat-distance"].parameters == {"repeats": 16, "repeat_bytes": 256}
    assert found["hw.read-before-write"].parameters == {"repeats": 16}
    assert found["hw.flag-key"].parameters["alternative"] == ["source", "id"]
    assert [entry.switchable for entry in found.values()] == [False, *[True] * 9]
