"""What a template is: a whole OKR that somebody could have written, to be rewritten by whoever starts from it."""

from dataclasses import dataclass
from enum import StrEnum

from northing.core.measures import Measure
from northing.core.scoring import Commitment


class Department(StrEnum):
    """Whose work a template is about. Some are parts of most organisations, the last are fields of their own."""

    LEADERSHIP = "leadership"
    PRODUCT = "product"
    ENGINEERING = "engineering"
    DESIGN = "design"
    DATA = "data"
    SALES = "sales"
    MARKETING = "marketing"
    SUPPORT = "support"
    LOGISTICS = "logistics"
    MANUFACTURING = "manufacturing"
    FINANCE = "finance"
    PEOPLE = "people"
    LEGAL = "legal"
    SECURITY = "security"
    HEALTHCARE = "healthcare"
    EDUCATION = "education"
    PUBLIC = "public"
    NONPROFIT = "nonprofit"


DEPARTMENT_WORDS: dict[Department, str] = {
    Department.LEADERSHIP: "Company and leadership",
    Department.PRODUCT: "Product",
    Department.ENGINEERING: "Engineering",
    Department.DESIGN: "Design and research",
    Department.DATA: "Data",
    Department.SALES: "Sales",
    Department.MARKETING: "Marketing",
    Department.SUPPORT: "Customer success and support",
    Department.LOGISTICS: "Operations and logistics",
    Department.MANUFACTURING: "Manufacturing and quality",
    Department.FINANCE: "Finance",
    Department.PEOPLE: "People",
    Department.LEGAL: "Legal and compliance",
    Department.SECURITY: "IT and security",
    Department.HEALTHCARE: "Healthcare",
    Department.EDUCATION: "Education",
    Department.PUBLIC: "Public sector",
    Department.NONPROFIT: "Non-profit",
}


@dataclass(frozen=True, slots=True)
class TemplateKeyResult:
    """One key result: its sentence, what it measures, and whether it moves early (leading) or tells at the end (R11).

    The numbers in both are examples. They are there to show what a number of this kind looks like, and are worth nothing
    to anybody until they are replaced by one's own.
    """

    text: str
    measure: Measure
    leading: bool = True


@dataclass(frozen=True, slots=True)
class Template:
    """An objective with its why, its promise, and two to four key results.

    `slug` is its name in addresses, and stays. `topics` are the words by which people look for such a goal, which a good
    objective often avoids: nobody is moved by "churn", and everybody types it.
    """

    slug: str
    department: Department
    objective: str
    why: str
    commitment: Commitment
    key_results: tuple[TemplateKeyResult, ...]
    topics: str
