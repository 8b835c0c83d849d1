import os

from django.core.wsgi import get_wsgi_application
from django.db import connection

from bcf_reporting.databases import refuse_to_lose_data

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bcf_reporting.settings")

application = get_wsgi_application()

from reports.seals import refuse_without_seals  # noqa: E402

refuse_to_lose_data(connection)
refuse_without_seals()
connection.close()
