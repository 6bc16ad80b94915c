from reims_solidarite.kit.templatetags.charts import NOT_SHOWN, chart_of


def test_the_longest_bar_is_the_highest_figure_and_lengths_are_in_proportion():
    bars = chart_of("Titre", (("A", 40), ("B", 10), ("C", 0)), "Quartier", "Ménages")["bars"]
    assert abs(bars[0].length - 4 * bars[1].length) <= 2
    assert bars[2].length == 0


def test_a_figure_too_small_to_be_shown_is_written_nowhere():
    chart = chart_of("Titre", (("A", 40), ("B", None)), "Quartier", "Ménages")
    assert chart["some_hidden"]
    assert chart["bars"][1].text == NOT_SHOWN


def test_nothing_to_draw_and_only_zeros_do_not_divide_by_zero():
    assert chart_of("Titre", (), "Quartier", "Ménages")["bars"] == []
    assert chart_of("Titre", (("A", 0),), "Quartier", "Ménages")["bars"][0].length == 0
