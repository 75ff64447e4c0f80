from bot.assessment.manifests.shapes import Spot


def test_a_spot_is_said_as_editors_open_it() -> None:
    assert str(Spot("api/go.mod", 7)) == "api/go.mod:7"
