"""Terminology: the name of the platform, the words in use, and the documents to be read for terms.

GB/T 34078.1, the terminology standard of the family, was not read: no field quotes a definition from it.
"""

from typing import Annotated, Literal

from ._base import Day, Flag, Item, Part, Section, Str, refers_to, said
from .architecture import Role
from .service import Taxonomy

DocumentRef = Annotated[str, refers_to("terminology.documents")]
TermRef = Annotated[str, refers_to("terminology.glossary")]


class PlatformName(Part):
    """By which names the platform goes."""

    preferred: Str | None = said("规范名称（全称）", "The name in full", first=True)
    short: Str | None = said("规范简称", "The short name")
    declared: tuple[Str, ...] | None = said(
        "已声明等同的全部名称（含规范名称）",
        "Every name that is declared to mean the platform, the full name among them",
        first=True,
    )
    in_use: tuple[Str, ...] | None = said("各类文件中实际出现的名称", "Names that occur in documents", first=True)


class Document(Item):
    """A document to be read for terms."""

    path: Str | None = said("文件路径", "Path of the file", care="internal")
    kind: Literal["plan", "design", "rule", "contract", "report", "catalogue", "standard", "other"] | None = said(
        "类别：规划、设计、制度、合同、报告、目录、标准、其他", "Kind of document"
    )
    issued: Day | None = said("印发日期", "Day of issue")
    issuer: Str | None = said("印发单位", "Who issued it")
    platform_called: Str | None = said("文中对本平台的称呼", "What it calls the platform")


class Term(Item):
    """One term of the glossary."""

    term: Str | None = said("术语", "The term", first=True)
    english: Str | None = said("英文", "In English")
    abbreviation: Annotated[str, refers_to("terminology.abbreviations")] | None = said("缩略语", "Its abbreviation")
    definition: Str | None = said("定义", "Definition")
    source: Str | None = said("定义出处（文件、条款）", "Where the definition comes from")
    source_kind: Literal["standard", "rule", "draft", "contract", "own"] | None = said(
        "定义出处的性质：已发布的标准、法规制度、征求意见稿、合同、自拟",
        "What the source of the definition is: a published standard, a law or rule, a draft for comment, a contract, our own",
    )
    defined_with: tuple[TermRef, ...] | None = said(
        "定义中用到的本表其他术语", "Terms of this glossary that the definition uses"
    )
    status: Literal["preferred", "equivalent", "deprecated"] | None = said(
        "使用状态：首选、等同、不再使用", "Preferred, equivalent to a preferred term, or out of use", first=True
    )
    equivalent_to: TermRef | None = said("所等同的首选术语", "The preferred term that it is equivalent to", first=True)
    variants: tuple[Str, ...] | None = said("其他写法", "Other ways of writing it")
    found_as: tuple[Str, ...] | None = said(
        "文件中实际出现的其他写法", "Other ways of writing it that occur in documents"
    )
    used_in: tuple[DocumentRef, ...] | None = said("使用该术语的文件", "Documents that use it")
    deprecated_by: Str | None = said("停用的依据（文件）", "Document by which it went out of use")


class Abbreviation(Item):
    """One abbreviation in use."""

    short: Str | None = said("缩略语", "The abbreviation", first=True)
    expansion: Str | None = said("中文全称", "Its expansion in Chinese", first=True)
    english: Str | None = said("英文全称", "Its expansion in English")
    first_used_in: DocumentRef | None = said("首次出现的文件", "Document in which it is first used")
    expanded_at_first_use: Flag | None = said(
        "首次出现处已写出全称", "It is expanded where it is first used", first=True
    )


class RoleWord(Item):
    """One word that is in use for one role."""

    word: Str | None = said("用词，如 云服务商、云服务客户", "The word", first=True)
    role: Role | None = said(
        "所指角色：使用方、管理方、建设方、开发方、服务提供方、资源提供方", "The role that it means", first=True
    )
    preferred: Flag | None = said("本平台的首选用词", "It is the word of choice here", first=True)
    source: Str | None = said("用词出处", "Where the word comes from")


class Senses(Section):
    """In which sense key words are used here."""

    information_resource: Literal["data", "equipment", "both"] | None = said(
        "“信息资源”指：数据、设备、两者兼有", "What 'information resource' means here", first=True
    )
    opening: Literal["to_society", "between_departments", "both"] | None = said(
        "“开放”指：面向社会、部门之间、两者兼有", "What 'opening' means here", first=True
    )
    application_security: Literal["software_and_components", "software_only", "other"] | None = said(
        "“应用安全”指：全部应用软件及其相关部件的安全、仅应用软件自身的安全、其他",
        "What 'application security' means here: of all application software and its components, of the software only, other",
    )
    tenant: Literal["unit", "system", "account", "mixed"] | None = said(
        "“租户”指：单位、业务系统、账号、混用",
        "What one 'tenant' is here: a body, a system, an account, or now this, now that",
    )
    stated_in: Str | None = said("载明处", "Where it is written")


class Terminology(Section):
    """The words of the platform."""

    platform_name: PlatformName | None = said("平台名称", "Name of the platform", first=True)
    documents: tuple[Document, ...] | None = said("供查用语的文件", "Documents to be read for terms")
    glossary: tuple[Term, ...] | None = said("术语表", "Glossary", first=True)
    abbreviations: tuple[Abbreviation, ...] | None = said("缩略语", "Abbreviations", first=True)
    role_words: tuple[RoleWord, ...] | None = said("角色用词", "Words for roles", first=True)
    service_taxonomy: Taxonomy | None = said(
        "服务目录所用分类：GB/T 34079.1、34078.2 设计内容、34077.2 计量类别、费用指南、地方自定",
        "Taxonomy that the service catalogue follows",
        first=True,
    )
    senses: Senses | None = said("关键用语的含义", "Senses of key words", first=True)
