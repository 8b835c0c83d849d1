from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from boards import formats
from boards.models.board import Board, Organisation
from boards.models.capacity import Capacity
from boards.roles import Role


class UserManager(BaseUserManager):
    def create_user(self, email, password=None):
        """A person who signs in by e-mail; without a password they cannot sign in yet."""
        user = self.model(email=self.normalize_email(email).lower())
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(AbstractBaseUser):
    """A person. What they may do is only in their grants: there is no staff or superuser flag."""

    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    def __str__(self):
        return self.email


class GrantQuerySet(models.QuerySet):
    def in_force(self, on):
        """Grants that hold on a day."""
        return self.filter(
            Q(starts_on__isnull=True) | Q(starts_on__lte=on),
            Q(ends_on__isnull=True) | Q(ends_on__gte=on),
            ended_at__isnull=True,
        )

    def to_sign(self, on):
        """Grants by which somebody can sign on a day, with what they sign as."""
        return (
            self.in_force(on)
            .filter(role=Role.SIGNATORY, user__is_active=True)
            .select_related("user", "organisation", "signs_as")
        )

    def of(self, user, board):
        """What one person holds in one board, and in all of them."""
        return self.filter(Q(board=board) | Q(board__isnull=True), user=user)

    def administrators(self, board):
        """The roles of those who administer a board, whenever they hold them."""
        return self.filter(
            board=board,
            role=Role.AREA_ADMINISTRATOR,
            ended_at__isnull=True,
            user__is_active=True,
        )


class Grant(models.Model):
    """A role of a person in a board, for an organisation of it, for a time."""

    user = models.ForeignKey(User, models.CASCADE, related_name="grants")
    role = models.CharField(max_length=30, choices=Role.choices)
    board = models.ForeignKey(Board, models.CASCADE, null=True, related_name="grants")
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="grants"
    )
    # The office that a signatory holds, whatever the paper; without it, any of their organisation.
    signs_as = models.ForeignKey(
        Capacity, models.PROTECT, null=True, blank=True, related_name="grants"
    )
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    # When somebody ended it: from then on it does not count, also for the rest of that day.
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "board", "organisation"],
                name="a_person_holds_a_role_once_for_an_organisation",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "board"],
                condition=Q(organisation__isnull=True),
                name="a_person_holds_a_role_once_for_a_board",
            ),
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=Q(board__isnull=True),
                name="a_person_administers_the_system_once",
            ),
            models.CheckConstraint(
                condition=Q(role=Role.SYSTEM_ADMINISTRATOR, board__isnull=True)
                | (~Q(role=Role.SYSTEM_ADMINISTRATOR) & Q(board__isnull=False)),
                name="only_a_system_administrator_has_no_board",
            ),
            models.CheckConstraint(
                condition=Q(signs_as__isnull=True) | Q(role=Role.SIGNATORY),
                name="only_a_signatory_signs",
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()}, {self.organisation or self.board or 'all boards'}"

    @property
    def role_in_words(self):
        """“Signatory: ICB place executive”."""
        role = self.get_role_display()
        return f"{role}: {self.signs_as}" if self.signs_as else role

    @property
    def in_words(self):
        """“Signatory, NHS Northshire, from 1 April 2024, without an end”, as the trail keeps it."""
        begins = f"from {formats.date(self.starts_on)}, " if self.starts_on else ""
        ends = f"until {formats.date(self.ends_on)}" if self.ends_on else "without an end"
        signs = f"signs as {self.signs_as}, " if self.signs_as else ""
        return f"{self}, {signs}{begins}{ends}"

    def is_over(self, on):
        """Whether it counts no more on a day, nor will after it."""
        return self.ended_at is not None or (self.ends_on is not None and self.ends_on < on)
