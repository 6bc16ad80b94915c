"""The classes that every field holding personal data belongs to, and their words."""

FIELD_CLASS_WORDS = {
    "identity": "identité",
    "housing": "logement",
    "resources": "ressources et charges",
    "notes": "notes sociales",
    "debts": "dettes",
    "eviction": "procédure d’expulsion",
    "bank": "coordonnées bancaires",
    "content": "contenu",
    "technical": "données techniques",
}
