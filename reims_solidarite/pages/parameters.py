"""What the CCAS decides about the observatory."""

from actors.parameters import Key, declare

SMALL_COUNT = declare(
    Key(
        name="observatoire.petit_effectif",
        label="Plus petit effectif publié",
        kind="count",
        default=5,
        minimum=3,
        maximum=20,
        sentence=lambda value: (
            f"L’observatoire cache tout effectif inférieur à {value}, et les totaux qui le "
            "laisseraient deviner."
        ),
    )
)
