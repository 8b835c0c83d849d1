"""How many queries a page takes when nothing of it was read before."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards import kept


def count_queries(client, page):
    kept.forget()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(page).status_code == 200
    return len(queries)
