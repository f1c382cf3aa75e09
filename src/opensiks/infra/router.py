"""Which of the two database roles does what: the owner migrates, the application reads and writes."""

from typing import Any


class RoleRouter:
    """Django database router over the aliases `default` (application role) and `owner`."""

    def db_for_read(self, model: type, **hints: Any) -> str:
        return "default"

    def db_for_write(self, model: type, **hints: Any) -> str:
        return "default"

    def allow_relation(self, obj1: object, obj2: object, **hints: Any) -> bool:
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == "owner"
