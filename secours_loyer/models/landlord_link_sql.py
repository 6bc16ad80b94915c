"""The triggers of a landlord's link: whose it is, and nothing said through one that is shut."""

from __future__ import annotations

import pgtrigger

from reims_solidarite.kit.visible import WORD
from reims_solidarite.kit.walls import Wall
from secours_loyer.models.guards import refuse

# The landlord of the lease on that day; for an agent's own link, under a membership of theirs.
MADE_FOR = f"""
    IF NOT EXISTS (
        SELECT 1 FROM secours_loyer_rentrequest r
        JOIN secours_loyer_tenancy t ON t.id = r.tenancy_id
        WHERE r.id = NEW.request_id AND t.landlord_id = NEW.landlord_id
    ) THEN {refuse("landlord_link_of_landlord", "the link is not for the landlord of the lease")}
    END IF;
    IF NEW.membership_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM actors_membership m
        JOIN secours_loyer_landlord b ON b.organisation_id = m.organisation_id
        WHERE m.id = NEW.membership_id AND b.id = NEW.landlord_id AND m.ended_at IS NULL
          AND m.user_id = NEW.created_by_id
    ) THEN {refuse("landlord_link_of_member", "this agent does not act for this landlord")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants

# Those written before a reason was asked have none, and stay.
DISPUTE_SAYS_WHY = f"""
    IF NEW.kind = 'contestee' AND NEW.why !~ '{WORD}'
    THEN {refuse("landlord_dispute_says_why", "a dispute without reason")}
    END IF;
    RETURN NEW;
"""

# Holds the link: one that is being shut is waited for. Same conditions as `live_links`.
BEHIND_LIVE = f"""
    IF NEW.link_id IS NULL THEN RETURN NEW; END IF;
    PERFORM 1 FROM secours_loyer_landlordlink l
    JOIN secours_loyer_rentrequest r ON r.id = l.request_id
    JOIN secours_loyer_tenancy t ON t.id = r.tenancy_id
    JOIN secours_loyer_landlord b ON b.id = t.landlord_id
    LEFT JOIN actors_membership m ON m.id = l.membership_id
    LEFT JOIN actors_user u ON u.id = m.user_id
    WHERE l.id = NEW.link_id AND l.closed_at IS NULL AND l.expires_at > NEW.at
      AND l.landlord_id = b.id
      AND (l.membership_id IS NULL OR (
        m.ended_at IS NULL AND m.joined_at <= l.created_at AND u.is_active
        AND m.organisation_id = b.organisation_id
      ))
    FOR SHARE OF l;
    IF NOT FOUND THEN {refuse("said_behind_live_link", "the link is shut")}
    END IF;
    RETURN NEW;
"""


def behind_live_link(prefix: str) -> Wall:
    """What a landlord says through their link goes in while it is open to them."""
    return Wall(
        name=f"{prefix}_behind_live_link",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        func=BEHIND_LIVE,
    )
