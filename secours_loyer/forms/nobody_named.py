"""What is said before writing a text that the commission reads."""

NOBODY_NAMED = (
    "La commission lit ce texte sur une fiche sans nom : n’écrivez ni nom, ni date de naissance."
)
