"""How far an administrator's hand reaches: never above the own area, never into another administrator."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.foundation.accounts.models import Account, Post
from linli.foundation.scope import Actor, Scope
from linli.foundation.scope.database import wall
from linli.foundation.scope.roles import ADMINISTRATORS
from linli.toolbox.errors import NotAllowed


def refuse_administrators(actor: Actor, account: Account) -> None:
    """Keep the three administrators out of each other's accounts."""
    if account.pk != actor.account_id and _exists(account, Q(role__in=ADMINISTRATORS)):
        raise NotAllowed(
            _(
                "This account belongs to an administrator. Only its owner can change its password, "
                "through “Forgotten your password?”, and its e-mail address."
            ),
            code="accounts.administrator",
        )


def refuse_wider_posts(actor: Actor, account: Account) -> None:
    """Leave an account that also acts outside the actor's area to the administrators above.

    Otherwise a street's administrator could become a district's operator who happens to live there.
    """
    if _exists(account, ~(actor.scope.as_q() & Q(area__hi__lte=actor.scope.hi))):
        raise NotAllowed(
            _("This account also has a post outside your area. Ask the administrator of the wider area."),
            code="accounts.wider_post",
        )


def _exists(account: Account, condition: Q) -> bool:
    # the actor's own wall hides exactly the posts that matter here; only yes or no comes back through it
    with wall(Scope.EVERYTHING):
        return _not_over(account).filter(condition).exists()


def _not_over(account: Account) -> QuerySet[Post]:
    posts = Post.objects.everywhere(because="an administrator's reach ends at posts elsewhere")
    return posts.filter(Q(ends_on=None) | Q(ends_on__gt=timezone.localdate()), account=account)
