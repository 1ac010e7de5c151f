"""All templates, one file for each department. A new one is an entry in its department's file."""

from northing.core.templates.template import Template

from . import (
    data,
    design,
    education,
    engineering,
    finance,
    healthcare,
    leadership,
    legal,
    logistics,
    manufacturing,
    marketing,
    nonprofit,
    people,
    product,
    public,
    sales,
    security,
    support,
)

TEMPLATES: tuple[Template, ...] = (
    *leadership.TEMPLATES,
    *product.TEMPLATES,
    *engineering.TEMPLATES,
    *design.TEMPLATES,
    *data.TEMPLATES,
    *sales.TEMPLATES,
    *marketing.TEMPLATES,
    *support.TEMPLATES,
    *logistics.TEMPLATES,
    *manufacturing.TEMPLATES,
    *finance.TEMPLATES,
    *people.TEMPLATES,
    *legal.TEMPLATES,
    *security.TEMPLATES,
    *healthcare.TEMPLATES,
    *education.TEMPLATES,
    *public.TEMPLATES,
    *nonprofit.TEMPLATES,
)
