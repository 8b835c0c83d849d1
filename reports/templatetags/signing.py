"""What stands above every page of a report that came back to be changed."""

from django import template

from reports.notices import Notices, notices

register = template.Library()


@register.inclusion_tag("reports/signing/notices.html", takes_context=True)
def signing_notices(context):
    quarter, request = context.get("quarter"), context.get("request")
    if not quarter or not request or not request.resolver_match:
        return {"notices": Notices()}
    page, may_edit = request.resolver_match.view_name, context.get("may_edit", True)
    return {"notices": notices(quarter, page, may_edit=may_edit)}
