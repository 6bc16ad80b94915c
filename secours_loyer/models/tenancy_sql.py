"""A lease stays whose it is; its facts do not change under an aid that was granted, nor under a
running plan."""

OWN = ("household_id", "created_at")
FACTS = (
    *("address", "postcode", "city", "building", "lease_end"),
    *("rent_cents", "charges_cents", "housing_aid_cents", "aid_paid_to_landlord"),
)
NOTHING_RESTS_ON_IT = """NOT EXISTS (
        SELECT 1 FROM secours_loyer_rentrequest r JOIN secours_loyer_debt d ON d.id = r.debt_id
        WHERE r.tenancy_id = OLD.id AND d.released_at IS NULL
          AND r.state IN ('accordee', 'notifiee')
    ) AND NOT EXISTS (
        SELECT 1 FROM secours_loyer_repaymentplan p JOIN secours_loyer_debt d ON d.id = p.debt_id
        WHERE d.tenancy_id = OLD.id AND p.state IN ('actif', 'en_alerte', 'suspendu')
    )"""
# The date of the lease gives the delays of every act, its reference is on every payment.
NOTHING_LIVE = """NOT EXISTS (
        SELECT 1 FROM secours_loyer_rentrequest r JOIN secours_loyer_debt d ON d.id = r.debt_id
        WHERE r.tenancy_id = OLD.id AND d.released_at IS NULL
          AND r.state NOT IN ('close', 'sans_suite', 'retiree')
    ) AND NOT EXISTS (
        SELECT 1 FROM secours_loyer_repaymentplan p JOIN secours_loyer_debt d ON d.id = p.debt_id
        WHERE d.tenancy_id = OLD.id AND p.state IN ('actif', 'en_alerte', 'suspendu')
    )"""
# A new landlord, confirmed by an event, gives the tenant another number.
SAME_LANDLORD = f"NEW.landlord_id IS DISTINCT FROM OLD.landlord_id OR ({NOTHING_LIVE})"
