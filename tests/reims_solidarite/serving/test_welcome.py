from reims_solidarite.serving.welcome import table


def test_accounts_are_aligned_and_a_missing_secret_is_a_dash():
    lines = table(
        [
            {"role": "CCAS", "email": "a@exemple.test", "password": "mot", "totp_secret": "ABCD"},
            {"role": "Bénévole", "email": "bb@exemple.test", "password": None, "totp_secret": None},
        ]
    )
    assert lines[0].startswith("Rôle")
    assert lines[1].split() == ["CCAS", "a@exemple.test", "mot", "ABCD"]
    assert lines[2].split() == ["Bénévole", "bb@exemple.test", "—", "—"]
    assert len({line.index("@") - line.split()[1].index("@") for line in lines[1:]}) == 1
